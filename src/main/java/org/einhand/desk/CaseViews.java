package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.einhand.casefile.Attachments;
import org.einhand.casefile.BankDetails;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Causes;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Custody;
import org.einhand.casefile.InboundMails;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.einhand.notification.Notifications;
import org.einhand.promise.CallWindows;
import org.einhand.promise.Promises;
import org.einhand.remedy.activation.Compensation;
import org.einhand.remedy.activation.Lines;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads cases for whoever may: agents every case, a service account those it opened. */
@Component
public class CaseViews {

    private final CaseFiles files;
    private final Contacts contacts;
    private final Causes causes;
    private final Attachments attachments;
    private final InboundMails mails;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Custody custody;
    private final Promises promises;
    private final CallWindows callWindows;
    private final Notifications notifications;
    private final Timeline timeline;
    private final BankDetails bankDetails;
    private final Lines lines;
    private final Compensations compensations;
    private final Words words;
    private final Agreed agreed;

    CaseViews(
            CaseFiles files,
            Contacts contacts,
            Causes causes,
            Attachments attachments,
            InboundMails mails,
            Remedies remedies,
            Ledger ledger,
            Custody custody,
            Promises promises,
            CallWindows callWindows,
            Notifications notifications,
            Timeline timeline,
            BankDetails bankDetails,
            Lines lines,
            Compensations compensations,
            Words words,
            Agreed agreed) {
        this.files = files;
        this.contacts = contacts;
        this.causes = causes;
        this.attachments = attachments;
        this.mails = mails;
        this.remedies = remedies;
        this.ledger = ledger;
        this.custody = custody;
        this.promises = promises;
        this.callWindows = callWindows;
        this.notifications = notifications;
        this.timeline = timeline;
        this.bankDetails = bankDetails;
        this.lines = lines;
        this.compensations = compensations;
        this.words = words;
        this.agreed = agreed;
    }

    /**
     * The whole case.
     *
     * @throws Problem 404 if there is none that this actor may read; 403 if she reads no cases at all
     */
    @Transactional(readOnly = true)
    public CaseView read(String caseNumber, Actor reader) {
        return view(readable(caseNumber, reader), reader);
    }

    /**
     * The whole case, for a specialist who has work to do in it and was found entitled to that work.
     *
     * @throws Problem 404 if there is none
     */
    @Transactional(readOnly = true)
    public CaseView readToWork(String caseNumber, Actor specialist) {
        return view(files.get(caseNumber), specialist);
    }

    /** The case itself, for those who may read it. */
    public CaseFile readable(String caseNumber, Actor reader) {
        if (!reader.isAgent() && !reader.isService()) {
            throw Problem.forbidden("Only agents and service accounts read cases.");
        }
        CaseFile file = files.get(caseNumber);
        if (!reader.isAgent() && !file.openedBy().id().equals(reader.id())) {
            throw Problem.notFound("There is no case " + caseNumber + ".");
        }
        return file;
    }

    /**
     * Something that came with a contact, with its content.
     *
     * @throws Problem 404 if there is none; 403 for those who may not see personal data
     */
    @Transactional(readOnly = true)
    public Attachments.Taken attachment(String caseNumber, UUID id, Actor reader) {
        return attachments
                .find(unmasked(caseNumber, reader), id)
                .orElseThrow(() -> Problem.notFound("There is no such attachment in case " + caseNumber + "."));
    }

    /**
     * The mail that a contact was, as it came.
     *
     * @throws Problem 404 if it was none; 403 for those who may not see personal data
     */
    @Transactional(readOnly = true)
    public byte[] original(String caseNumber, UUID contact, Actor reader) {
        CaseFile file = unmasked(caseNumber, reader);
        return contacts.find(file, contact)
                .flatMap(one -> Optional.ofNullable(one.mail()))
                .flatMap(mail -> mails.original(file, mail))
                .orElseThrow(() -> Problem.notFound("There is no mail of that contact in case " + caseNumber + "."));
    }

    private CaseFile unmasked(String caseNumber, Actor reader) {
        CaseFile file = readable(caseNumber, reader);
        if (!reader.seesPersonalData()) {
            throw Problem.forbidden("Only those who may see personal data read what customers send along.");
        }
        return file;
    }

    /** A page of cases, newest first. */
    @Transactional(readOnly = true)
    public CaseFiles.Page list(CaseFiles.Filter filter, int page, int size) {
        return files.list(filter, page, size);
    }

    /** How cases look in a list. */
    @Transactional(readOnly = true)
    public List<CaseView.Item> items(List<CaseFile> cases, Actor reader) {
        Map<UUID, String> addressees = contacts.addressees(cases);
        return cases.stream()
                .map(file -> item(file, addressees.get(file.id()), reader))
                .toList();
    }

    private static CaseView.Item item(CaseFile file, @Nullable String addressee, Actor reader) {
        Mask mask = Mask.of(file, reader.seesPersonalData());
        return new CaseView.Item(
                file.caseNumber(),
                file.type(),
                file.state(),
                file.owner(),
                addressee,
                file.channel(),
                file.openedAt(),
                file.updatedAt(),
                file.needBy(),
                customer(file, mask),
                subject(file, mask));
    }

    /** What a service account hears of a case that it did not open. */
    public CaseView.Brief brief(CaseFile file, List<String> ignored) {
        return new CaseView.Brief(
                file.caseNumber(),
                file.state(),
                promises.current(file)
                        .map(promise -> promise(file, promise, words.promised(file, promise.what())))
                        .orElse(null),
                true,
                ignored);
    }

    private CaseView view(CaseFile file, Actor reader) {
        Mask mask = Mask.of(file, reader.seesPersonalData());
        List<Promises.Promise> promised = promises.of(file);
        List<Contacts.Contact> all = contacts.of(file).stream()
                .filter(contact -> contact.channel() != Channel.EVENT)
                .toList();
        Promises.Promise current = promised.isEmpty() ? null : promised.get(promised.size() - 1);
        return new CaseView(
                file.caseNumber(),
                file.type(),
                file.state(),
                file.outcome(),
                file.blockedBy(),
                file.owner(),
                file.channel(),
                file.identified(),
                file.openedAt(),
                file.updatedAt(),
                file.needBy(),
                customer(file, mask),
                subject(file, mask),
                mask.text(file.concern()),
                facts(file, mask),
                mask.address(file.address()),
                file.addressConfirmed(),
                bankDetails
                        .current(file)
                        .map(account -> new CaseView.BankDetailsView(
                                account.lastFour(),
                                mask.name(account.name()),
                                account.givenBy().id(),
                                account.givenAt(),
                                account.payee()))
                        .orElse(null),
                current == null ? null : promise(file, current, mask.text(agreed.promised(file, current))),
                promised.stream()
                        .filter(promise -> promise != current)
                        .map(promise -> promise(file, promise, mask.text(agreed.promised(file, promise))))
                        .toList(),
                compensation(file),
                diagnosis(file),
                new CaseView.CountsView(
                        (int) all.stream().filter(Contacts.Contact::inbound).count(),
                        (int) all.stream().filter(Contacts.Contact::isOpen).count(),
                        file.handoffs(),
                        file.continuations(),
                        file.consultations(),
                        remedies.matter(file).failedAttempts(),
                        (int) all.stream().filter(Contacts.Contact::retold).count()),
                remedies(file, mask),
                custody.of(file).stream()
                        .map(stop -> new CaseView.CustodyView(
                                stop.what(), stop.station(), stop.at(), stop.deadline(), stop.reference()))
                        .toList(),
                all.stream().map(contact -> contact(contact, mask)).toList(),
                attachments.of(file).stream()
                        .filter(attachment -> attachment.refused() == null)
                        .map(attachment -> new CaseView.AttachmentView(
                                attachment.id(),
                                mask.name(attachment.name()),
                                attachment.type(),
                                attachment.size(),
                                attachment.at(),
                                attachment.contactId()))
                        .toList(),
                notifications.of(file).stream()
                        .map(sent -> new CaseView.NotificationView(
                                sent.id(), sent.event(), sent.channel(), sent.state(), sent.at()))
                        .toList(),
                timeline.of(file).stream()
                        .map(entry -> new CaseView.EntryView(
                                entry.at(), entry.kind(), entry.actor().id(), mask.text(entry.text())))
                        .toList(),
                Optional.ofNullable(file.parentCase())
                        .map(files::byId)
                        .map(CaseFile::caseNumber)
                        .orElse(null),
                causes.of(file).map(Causes.Named::cause).orElse(null));
    }

    private CaseView.CompensationView compensation(CaseFile file) {
        Compensation.Accrual accrued = compensations.accrued(file);
        return new CaseView.CompensationView(accrued.total(), compensations.paid(file), accrued.since());
    }

    private CaseView.@Nullable DiagnosisView diagnosis(CaseFile file) {
        Lines.Diagnosis diagnosis = lines.of(file).diagnosis();
        return diagnosis == null
                ? null
                : new CaseView.DiagnosisView(
                        diagnosis.status(),
                        diagnosis.blockedBy(),
                        diagnosis.estimatedActivation(),
                        diagnosis.meaning(),
                        diagnosis.advice(),
                        diagnosis.reason(),
                        diagnosis.askedAt());
    }

    private CaseView.PromiseView promise(CaseFile file, Promises.Promise promise, String what) {
        return new CaseView.PromiseView(
                what, promise.dueAt(), promise.state(), promise.version(), words.reason(file, promise.reason()));
    }

    private static CaseView.CustomerView customer(CaseFile file, Mask mask) {
        CaseFile.Customer customer = file.customer();
        return new CaseView.CustomerView(
                customer.id(),
                mask.name(customer.name()),
                mask.whole(customer.email()),
                mask.whole(customer.mobile()),
                customer.language(),
                customer.region(),
                customer.preferredChannel());
    }

    private static CaseView.SubjectView subject(CaseFile file, Mask mask) {
        CaseFile.Subject subject = file.subject();
        Map<String, String> figures = new TreeMap<>();
        note(figures, file, "item", subject.item());
        note(figures, file, "value", subject.value());
        note(figures, file, "paid", subject.paid());
        note(figures, file, "interestPaid", subject.interestPaid());
        note(figures, file, "monthlyFee", subject.monthlyFee());
        note(figures, file, "purchasedOn", subject.purchasedOn());
        note(figures, file, "paymentMeans", subject.paymentMeans());
        note(figures, file, "deliveryAddress", subject.deliveryAddress());
        return new CaseView.SubjectView(
                subject.kind().word(),
                subject.id(),
                subject.line(),
                subject.item(),
                subject.value(),
                subject.paid(),
                subject.interestPaid(),
                subject.monthlyFee(),
                subject.purchasedOn(),
                Sql.word(subject.paymentMeans()),
                mask.address(subject.deliveryAddress()),
                figures);
    }

    private static void note(Map<String, String> figures, CaseFile file, String name, @Nullable Object value) {
        if (value != null) {
            figures.put(name, file.known().contains(name) ? "known" : "claimed");
        }
    }

    private static JsonNode facts(CaseFile file, Mask mask) {
        ObjectNode masked = file.facts().deepCopy();
        new ArrayList<>(file.facts().properties())
                .stream()
                        .filter(fact -> fact.getValue().isTextual())
                        .forEach(fact -> masked.put(
                                fact.getKey(), mask.text(fact.getValue().asText())));
        return masked;
    }

    private List<CaseView.RemedyView> remedies(CaseFile file, Mask mask) {
        List<Placed> orders = placed(file);
        List<CallWindows.CallWindow> calls = callWindows.of(file);
        return remedies.of(file).stream()
                .map(remedy -> remedy(remedy, orders, calls, mask))
                .toList();
    }

    /** One remedy, as {@code decisions} answers it. */
    public CaseView.RemedyView remedy(CaseFile file, Remedies.Remedy remedy, Actor reader) {
        return remedy(remedy, placed(file), callWindows.of(file), Mask.of(file, reader.seesPersonalData()));
    }

    /** An order, or a payout, that was placed for a remedy. */
    private record Placed(@Nullable UUID remedyId, CaseView.OrderView order) {}

    /** What was placed outside for the remedies of a case; a payout comes last, as it is what is awaited then. */
    private List<Placed> placed(CaseFile file) {
        return Stream.concat(
                        remedies.orders(file).stream()
                                .map(order -> new Placed(
                                        order.remedyId(),
                                        new CaseView.OrderView(
                                                order.backend(),
                                                order.reference(),
                                                order.state(),
                                                order.trackingCode()))),
                        ledger.of(file).stream()
                                .map(payout -> new Placed(
                                        payout.remedyId(),
                                        new CaseView.OrderView("payments", payout.reference(), payout.state(), null))))
                .toList();
    }

    private static CaseView.@Nullable CallView call(Remedies.Remedy remedy, List<CallWindows.CallWindow> all) {
        CaseView.CallView current = null;
        List<CaseView.CallView> earlier = new ArrayList<>();
        for (CallWindows.CallWindow window : all) {
            if (window.remedyId().equals(remedy.id())) {
                current = call(window, List.copyOf(earlier));
                earlier.add(call(window, List.of()));
            }
        }
        return current;
    }

    private static CaseView.CallView call(CallWindows.CallWindow window, List<CaseView.CallView> earlier) {
        return new CaseView.CallView(
                window.group(),
                window.from(),
                window.to(),
                window.state(),
                window.version(),
                window.attempts(),
                window.reason(),
                earlier);
    }

    private static CaseView.RemedyView remedy(
            Remedies.Remedy remedy, List<Placed> all, List<CallWindows.CallWindow> calls, Mask mask) {
        List<CaseView.OrderView> orders = all.stream()
                .filter(placed -> remedy.id().equals(placed.remedyId()))
                .map(Placed::order)
                .toList();
        return new CaseView.RemedyView(
                remedy.id(),
                remedy.action(),
                remedy.state(),
                remedy.decidedBy().id(),
                remedy.authority(),
                remedy.owed(),
                remedy.rule(),
                remedy.reason(),
                remedy.amount(),
                orders.isEmpty() ? null : orders.get(orders.size() - 1).reference(),
                orders,
                mask.optional(remedy.note()),
                mask.optional(remedy.particulars().text()),
                remedy.particulars().promiseBy(),
                remedy.particulars().doer(),
                remedy.approvers(),
                remedy.answeredBy(),
                mask.optional(remedy.answer()),
                remedy.failure(),
                mask.address(remedy.address()),
                call(remedy, calls),
                remedy.requestedAt(),
                remedy.effectiveAt());
    }

    /** One contact, as its reader may see it. */
    public CaseView.ContactView contact(CaseFile file, Contacts.Contact contact, Actor reader) {
        return contact(contact, Mask.of(file, reader.seesPersonalData()));
    }

    private static CaseView.ContactView contact(Contacts.Contact contact, Mask mask) {
        return new CaseView.ContactView(
                contact.id(),
                contact.inbound() ? "inbound" : "outbound",
                contact.channel(),
                contact.identified(),
                contact.at(),
                contact.inbound() ? "customer" : contact.actor().id(),
                mask.text(contact.text()),
                contact.retold(),
                contact.dueAt(),
                contact.answeredAt(),
                contact.answers(),
                contact.addressee(),
                mask.whole(contact.sender()),
                contact.mail() != null);
    }
}
