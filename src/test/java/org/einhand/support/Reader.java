package org.einhand.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** Somebody who reads what we show to customers, on a phone or at a desk, on light or on dark paper. */
public final class Reader implements AutoCloseable {

    private static final List<String> GUIDELINES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> SERIOUS = List.of("serious", "critical");

    private final BrowserContext context;
    private final Page page;

    private Reader(Chromium chromium, Browser.NewContextOptions options) {
        this.context = chromium.browser().newContext(options.setLocale("de-DE").setBypassCSP(true));
        this.page = context.newPage();
    }

    /** A phone whose browser runs no scripts. */
    public static Reader onAPhoneWithoutScripts(Chromium chromium) {
        return new Reader(
                chromium,
                new Browser.NewContextOptions()
                        .setViewportSize(375, 812)
                        .setDeviceScaleFactor(2)
                        .setJavaScriptEnabled(false));
    }

    /** A screen of that width, in CSS pixels. */
    public static Reader of(Chromium chromium, int width, ColorScheme paper) {
        return new Reader(
                chromium,
                new Browser.NewContextOptions().setViewportSize(width, 812).setColorScheme(paper));
    }

    public Page page() {
        return page;
    }

    public Page open(String url) {
        page.navigate(url);
        return page;
    }

    /** Nothing on the page keeps somebody from reading or using it, and it is not wider than the screen. */
    public void canUseIt() {
        assertThat(violations())
                .filteredOn(violation -> SERIOUS.contains(violation.getImpact()) || isRequired(violation))
                .as("what keeps somebody from using %s", page.url())
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as("how much wider than the screen it is")
                .isLessThanOrEqualTo(0);
    }

    /** Looked for in the page itself: there are no frames in it for which another window would be needed. */
    @SuppressWarnings("deprecation")
    private List<Rule> violations() {
        return new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(GUIDELINES)
                .analyze()
                .getViolations();
    }

    /** Everything but advice. */
    private static boolean isRequired(Rule violation) {
        return violation.getTags().stream().anyMatch(tag -> tag.startsWith("wcag"));
    }

    /** Keeps the whole page, for people to look at. */
    public void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
