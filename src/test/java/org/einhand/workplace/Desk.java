package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A browser on an agent's desk: the one installed on this machine, or else the one that Playwright brings. */
final class Desk implements AutoCloseable {

    private static final double SOON = 30_000;
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final String base;

    Desk(int port) {
        this.base = "http://127.0.0.1:" + port;
        Optional<Path> installed = installed();
        Playwright.CreateOptions creation = new Playwright.CreateOptions();
        BrowserType.LaunchOptions launch = new BrowserType.LaunchOptions().setArgs(FLAGS);
        installed.ifPresent(path -> {
            creation.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
            launch.setExecutablePath(path);
        });
        this.playwright = Playwright.create(creation);
        this.browser = playwright.chromium().launch(launch);
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON);
    }

    private static Optional<Path> installed() {
        Stream<Path> onPath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(folder::resolve));
        return Stream.concat(Stream.of(Path.of("/usr/bin/chromium")), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Somebody sits down and signs in to one of the engine's web applications. */
    Page signIn(String user, String application) {
        BrowserContext person = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1440, 960).setLocale("en-GB"));
        person.setDefaultTimeout(SOON);
        Page page = person.newPage();
        page.navigate(base + "/camunda/app/" + application + "/default/");
        page.getByPlaceholder("Username").fill(user);
        page.getByPlaceholder("Password").fill(user);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
        return page;
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

    /** Keeps what is on the screen, for people to look at. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
