package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.einhand.support.Chromium;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A browser on an agent's desk. After each test everybody who signed in leaves, since an open Tasklist goes on asking for news; a
 * failure tells what they heard and saw until then.
 */
final class Desk implements TestExecutionExceptionHandler, AfterEachCallback, AfterAllCallback {

    private static final double SOON = 30_000;
    private static final int RELOADS = 2;

    private final Chromium chromium = new Chromium();
    private final String base;
    private final List<Overheard> present = new ArrayList<>();

    Desk(int port) {
        this.base = "http://127.0.0.1:" + port;
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON);
    }

    /** Somebody sits down and signs in to one of the engine's web applications, in English. */
    Page signIn(String user, String application) {
        return signIn(user, application, "en-GB");
    }

    /** The same in the language of somebody's browser. */
    Page signIn(String user, String application, String locale) {
        BrowserContext person = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 960)
                        .setLocale(locale));
        person.setDefaultTimeout(SOON);
        Page page = person.newPage();
        Overheard overheard = new Overheard(user, page);
        present.add(overheard);
        page.navigate(base + "/camunda/app/" + application + "/default/");
        Locator name = page.locator("form[name=signinForm] input[type=text]").first();
        appears(name, overheard);
        write(name, user);
        write(page.locator("form[name=signinForm] input[type=password]"), user);
        page.locator("form[name=signinForm] button[type=submit]").click();
        return page;
    }

    /** On a busy machine the page may have stopped loading for good, until somebody presses reload. */
    private static void appears(Locator field, Overheard overheard) {
        for (int reloads = 0; ; reloads++) {
            try {
                field.waitFor();
                return;
            } catch (TimeoutError missing) {
                if (reloads == RELOADS || !overheard.reloadedWhatStopped()) {
                    throw missing;
                }
            }
        }
    }

    /** Not by the keyboard: some time after it has loaded, the page puts the cursor into its first field, wherever it is by then. */
    private static void write(Locator field, String text) {
        field.evaluate("(field, text) => { field.value = text; }", text);
        field.dispatchEvent("input");
    }

    /** Chooses a list in Tasklist and in it the one task of that case. */
    static void open(Page tasklist, String list, String caseNumber) {
        tasklist.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(list))
                .first()
                .click();
        tasklist.locator("input.main-field").fill("Business Key");
        tasklist.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Process Instance Business Key"))
                .click();
        Locator value = tasklist.locator(".inline-editing input");
        value.fill(caseNumber);
        value.press("Enter");
        Locator card = tasklist.locator("li.task");
        assertThat(card).hasCount(1);
        card.locator("h4 a").click();
    }

    /** Finds a case from wherever she is, and waits for it. */
    static Locator find(Page tasklist, String what, String caseNumber) {
        tasklist.locator(".einhand-bar input").fill(what);
        tasklist.locator(".einhand-bar input").press("Enter");
        return file(tasklist, caseNumber);
    }

    /** The case on the screen. */
    static Locator file(Page tasklist, String caseNumber) {
        Locator file = tasklist.locator(".einhand-case")
                .filter(new Locator.FilterOptions()
                        .setHas(tasklist.locator(".einhand-number", new Page.LocatorOptions().setHasText(caseNumber))))
                .last();
        assertThat(file).isVisible();
        return file;
    }

    /** Keeps what is on the screen, for people to look at. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) {
        String picture = "failed-" + test.getRequiredTestMethod().getName() + "-";
        StringBuilder told = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Overheard overheard : present) {
            told.append('\n').append(overheard.told(picture + present.indexOf(overheard)));
        }
        throw new AssertionError(told.toString(), failure);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        List<Overheard> leaving = List.copyOf(present);
        present.clear();
        leaving.forEach(Overheard::leave);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        chromium.close();
    }
}
