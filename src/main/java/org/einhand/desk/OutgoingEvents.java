package org.einhand.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Outcome;
import org.einhand.casefile.Remedies;
import org.einhand.promise.CallWindows;
import org.einhand.promise.Promises;
import org.einhand.webhook.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other systems hear of a case: words, numbers and times, nothing that tells who the customer is or what she said. */
@Component
class OutgoingEvents {

    private static final String PERMISSION_CHANGED = "contact-permission.changed";

    private final Outbox outbox;
    private final CaseFiles files;
    private final ContactPermissions permissions;

    OutgoingEvents(Outbox outbox, CaseFiles files, ContactPermissions permissions) {
        this.outbox = outbox;
        this.files = files;
        this.permissions = permissions;
    }

    void add(CaseFile file, String type) {
        add(file, type, Map.of());
    }

    private void add(CaseFile file, String type, Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("caseNumber", file.caseNumber());
        data.put("caseType", file.type().word());
        data.putAll(more);
        outbox.add(file, type, data);
    }

    /** A case was filed; the first open one of a customer ends the permission to advertise. */
    void opened(CaseFile file) {
        add(file, "case.opened");
        if (outbox.isHeard(PERMISSION_CHANGED)
                && files.lockedStanding(file.customer().id()).open() == 1) {
            permissionChanged(file);
        }
    }

    /** A case was closed; with the last open one of a customer the time begins after which the permission is back. */
    void closed(CaseFile file, Outcome outcome) {
        add(file, "case.closed", Map.of("outcome", outcome.word()));
        if (outbox.isHeard(PERMISSION_CHANGED)
                && files.lockedStanding(file.customer().id()).open() == 0) {
            permissionChanged(file);
        }
    }

    private void permissionChanged(CaseFile file) {
        ContactPermissions.Permission now = permissions.of(file.customer().id(), ContactPermissions.Purpose.MARKETING);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("customerId", file.customer().id());
        data.put("purpose", ContactPermissions.Purpose.MARKETING.word());
        data.put("allowed", now.allowed());
        data.put("reason", now.reason() == null ? null : now.reason().word());
        data.put("until", now.until() == null ? null : now.until().toString());
        add(file, PERMISSION_CHANGED, data);
    }

    /** Something about a promise: {@code promise.made}, {@code promise.renewed} or {@code promise.broken}. */
    void promise(CaseFile file, String type, Promises.Promise promise) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("what", promise.what());
        data.put("dueAt", promise.dueAt().toString());
        data.put("version", promise.version());
        data.put("reason", promise.reason());
        add(file, type, data);
    }

    /** A call that was promised, moved or missed: a promise like any other, with the time from which it holds. */
    void call(CaseFile file, String type, CallWindows.CallWindow window) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("what", "call-back");
        data.put("from", window.from().toString());
        data.put("dueAt", window.to().toString());
        data.put("version", window.version());
        data.put("reason", window.reason());
        data.put("remedyId", window.remedyId().toString());
        add(file, type, data);
    }

    /** Something about a remedy: {@code remedy.effective} or {@code remedy.failed}, with the word for why. */
    void remedy(CaseFile file, String type, Remedies.Remedy remedy, @Nullable String failure) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("remedyId", remedy.id().toString());
        data.put("action", remedy.action());
        data.put("settling", remedy.settling());
        data.put("failure", failure);
        add(file, type, data);
    }
}
