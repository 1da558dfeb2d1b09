package org.einhand.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.einhand.authority.Authorities;
import org.einhand.casefile.Address;
import org.einhand.casefile.BankDetails;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.Remedies;
import org.einhand.handoff.Handoffs;
import org.einhand.kernel.Money;
import org.einhand.promise.Promises;
import org.einhand.remedy.activation.Lines;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What goes with a case to whoever takes it: read from the case file at the moment it is handed on, left to nobody's memory. */
@Component
class HandoffContracts {

    private final Contacts contacts;
    private final Remedies remedies;
    private final Promises promises;
    private final BankDetails bankDetails;
    private final Lines lines;
    private final Compensations compensations;
    private final Agreed agreed;

    HandoffContracts(
            Contacts contacts,
            Remedies remedies,
            Promises promises,
            BankDetails bankDetails,
            Lines lines,
            Compensations compensations,
            Agreed agreed) {
        this.contacts = contacts;
        this.remedies = remedies;
        this.promises = promises;
        this.bankDetails = bankDetails;
        this.lines = lines;
        this.compensations = compensations;
        this.agreed = agreed;
    }

    Handoffs.Contract of(CaseFile file, List<Decisions.Option> options) {
        return new Handoffs.Contract(facts(file), tried(file), promised(file), owed(file, options), told(file));
    }

    private List<String> facts(CaseFile file) {
        List<String> facts = new ArrayList<>();
        CaseFile.Subject subject = file.subject();
        facts.add("Matter: " + file.type().word()
                + (subject.id() == null ? "" : ", " + subject.kind().word() + " " + subject.id())
                + (subject.item() == null ? "" : ", " + subject.item()));
        figure(facts, file, "value", subject.value());
        figure(facts, file, "paid", subject.paid());
        figure(facts, file, "monthlyFee", subject.monthlyFee());
        figure(facts, file, "purchasedOn", subject.purchasedOn());
        figure(facts, file, "paymentMeans", subject.paymentMeans());
        file.facts()
                .properties()
                .forEach(fact -> facts.add(fact.getKey() + ": "
                        + (fact.getValue().isValueNode()
                                ? fact.getValue().asText()
                                : fact.getValue().toString())));
        Lines.Diagnosis diagnosis = lines.of(file).diagnosis();
        if (diagnosis != null) {
            facts.add("Line: " + diagnosis.meaning());
        }
        int failed = remedies.matter(file).failedAttempts();
        if (failed > 0) {
            facts.add("Failed attempts in this matter: " + failed);
        }
        return facts;
    }

    private static void figure(List<String> facts, CaseFile file, String name, @Nullable Object value) {
        if (value != null) {
            String shown = value instanceof Money money ? money.amount() + " " + money.currency() : value.toString();
            facts.add(name + ": " + shown + (file.known().contains(name) ? " (known)" : " (claimed)"));
        }
    }

    private List<String> tried(CaseFile file) {
        return remedies.of(file).stream()
                .map(remedy -> remedy.action()
                        + (remedy.particulars().text() == null
                                ? ""
                                : " \"" + remedy.particulars().text() + "\"")
                        + ", " + Words.time(remedy.requestedAt()) + ", by "
                        + remedy.decidedBy().id() + ": " + remedy.state().word()
                        + (remedy.failure() == null ? "" : " (" + remedy.failure() + ")")
                        + (remedy.answer() == null ? "" : " (" + remedy.answer() + ")"))
                .toList();
    }

    private List<String> promised(CaseFile file) {
        return promises.of(file).stream()
                .map(promise -> agreed.promised(file, promise) + ", by " + Words.time(promise.dueAt()) + ": "
                        + promise.state().word())
                .toList();
    }

    private List<String> owed(CaseFile file, List<Decisions.Option> options) {
        List<String> owed = new ArrayList<>();
        options.stream()
                .filter(option -> option.owed() && option.permission() != Authorities.Permission.UNAVAILABLE)
                .map(option -> option.action() + ": " + option.reason()
                        + (option.legalBasis() == null ? "" : " (" + option.legalBasis() + ")"))
                .forEach(owed::add);
        long compensation = compensations.accrued(file).total().cents()
                - compensations.paid(file).cents();
        if (compensation > 0) {
            owed.add("Compensation so far: " + new Money(compensation).amount() + " EUR");
        }
        return owed;
    }

    private List<String> told(CaseFile file) {
        List<String> told = new ArrayList<>();
        List<Contacts.Contact> inbound = contacts.of(file).stream()
                .filter(contact -> contact.inbound() && contact.channel() != Channel.EVENT)
                .toList();
        told.add("What happened: told " + inbound.size() + (inbound.size() == 1 ? " time" : " times") + ", first \""
                + file.concern() + "\"");
        inbound.stream()
                .map(Contacts.Contact::identified)
                .filter(how -> how != Identified.NONE)
                .reduce((earlier, later) -> later)
                .ifPresent(how -> told.add("Who she is: identified by " + how.word()));
        told.add("How to reach her: "
                + String.join(
                        ", ",
                        Stream.of(file.customer().email(), file.customer().mobile())
                                .filter(where -> where != null)
                                .toList()));
        Address address = file.address();
        if (address != null) {
            told.add("Where to send it: " + address.street() + ", " + address.postalCode() + " " + address.city());
        }
        bankDetails.current(file).ifPresent(account -> told.add("Bank account: given, ends in " + account.lastFour()));
        LocalDate needBy = file.needBy();
        if (needBy != null) {
            told.add("By when she needs it: " + needBy);
        }
        return told;
    }
}
