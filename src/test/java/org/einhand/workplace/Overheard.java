package org.einhand.workplace;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What somebody's page complained about while it was open, for a failure that cannot be seen again. */
final class Overheard {

    private static final Set<String> COMPLAINTS = Set.of("error", "warning");

    private final String user;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    Overheard(String user, Page page) {
        this.user = user;
        this.page = page;
        page.onConsoleMessage(this::said);
        page.onPageError(this::threw);
        page.onRequestFailed(this::failed);
        page.onResponse(this::answered);
        page.onCrash(crashed -> complaints.add("crashed"));
    }

    /** The engine's pages wait for each part of theirs seven seconds, then never again. */
    private void threw(String error) {
        complaints.add("threw: " + error);
        stopped = stopped || error.contains("Load timeout for modules");
    }

    private void said(ConsoleMessage message) {
        if (COMPLAINTS.contains(message.type())) {
            complaints.add(message.type() + ": " + message.text());
        }
    }

    private void failed(Request request) {
        complaints.add("no answer: " + request.method() + " " + request.url() + " " + request.failure());
    }

    private void answered(Response response) {
        if (response.status() >= 400) {
            complaints.add(response.status() + ": " + response.request().method() + " " + response.url());
        }
    }

    /** Presses reload if the page stopped loading; whatever else is wrong with it stays for everybody to see. */
    boolean reloadedWhatStopped() {
        boolean reload = stopped;
        stopped = false;
        if (reload) {
            page.reload();
        }
        return reload;
    }

    /** Takes a picture of that name and tells everything that was said. */
    String told(String picture) {
        StringBuilder told = new StringBuilder(user + " at " + page.url() + ", " + taken(picture));
        complaints.forEach(complaint -> told.append("\n  ").append(complaint));
        return told.toString();
    }

    private String taken(String picture) {
        try {
            Desk.picture(page, picture);
            return "pictured as " + picture;
        } catch (PlaywrightException nothingToSee) {
            return "no picture: " + nothingToSee.getMessage();
        }
    }

    void leave() {
        page.context().close();
    }
}
