package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einhand.casefile.Address;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.NewCase;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens cases, or joins what comes in to the case about the same matter that is open already. */
@Component
public class Opening {

    private final CaseFiles files;
    private final Contacts contacts;
    private final Timeline timeline;
    private final Promising promising;
    private final FirstResponse firstResponse;
    private final CaseSignals signals;
    private final OutgoingEvents outgoing;
    private final StatusLinks links;
    private final Conversations conversations;
    private final Addresses addresses;
    private final Refunds refunds;
    private final Hands hands;

    Opening(
            CaseFiles files,
            Contacts contacts,
            Timeline timeline,
            Promising promising,
            FirstResponse firstResponse,
            CaseSignals signals,
            OutgoingEvents outgoing,
            StatusLinks links,
            Conversations conversations,
            Addresses addresses,
            Refunds refunds,
            Hands hands) {
        this.files = files;
        this.contacts = contacts;
        this.timeline = timeline;
        this.promising = promising;
        this.firstResponse = firstResponse;
        this.signals = signals;
        this.outgoing = outgoing;
        this.links = links;
        this.conversations = conversations;
        this.addresses = addresses;
        this.refunds = refunds;
        this.hands = hands;
    }

    /**
     * What came of it.
     *
     * @param joined whether it went to a case that was open already
     * @param ignored JSON pointers of what differed from that case and was not taken
     * @param statusUrl the customer's link, for a case just opened
     */
    public record Opened(
            CaseFile file,
            boolean joined,
            List<String> ignored,
            @Nullable String statusUrl) {}

    /** Opens or joins; at any concurrency a matter has one case that is not closed. */
    public Opened open(NewCase newCase) {
        Opened opened = openOrJoin(newCase);
        if (newCase.openedBy().isAgent()) {
            hands.begin(newCase.customer().id(), newCase.openedBy());
        }
        return opened;
    }

    private Opened openOrJoin(NewCase newCase) {
        while (true) {
            Optional<CaseFile> open = files.openMatter(
                    newCase.customer().id(),
                    newCase.subject().kind(),
                    newCase.subject().id(),
                    newCase.subject().line());
            if (open.isPresent()) {
                return join(open.get(), newCase);
            }
            Optional<CaseFile> filed = files.file(newCase);
            if (filed.isPresent()) {
                return begin(filed.get(), newCase);
            }
        }
    }

    private Opened begin(CaseFile file, NewCase newCase) {
        Actor by = newCase.openedBy();
        contacts.inbound(
                file,
                by,
                file.channel(),
                file.identified(),
                file.concern(),
                false,
                firstResponse.dueFor(file.channel()),
                file.channel() == Channel.EVENT
                        || by.isAgent() && file.channel().isLive());
        timeline.add(
                file,
                file.channel() == Channel.EVENT ? Timeline.Kind.EVENT : Timeline.Kind.CONTACT,
                file.channel() == Channel.EVENT ? by : Actor.CUSTOMER,
                file.concern());
        if (file.owner() != null) {
            timeline.add(file, Timeline.Kind.OWNER, by, file.owner() + " looks after the case");
        }
        if (addressMissing(file) && !by.isAgent()) {
            files.state(file, CaseState.OPEN, BlockedBy.CUSTOMER);
        }
        outgoing.opened(file);
        Promises.Promise promise = promising.first(file, Actor.EINHAND);
        String flow = signals.opened(file.caseNumber());
        files.flow(file, flow);
        signals.promised(flow, promise.lookAt());
        if (Compensations.countsDays(file)) {
            signals.heard(flow, "line-down-reported");
        }
        CaseFile opened = files.byId(file.id());
        refunds.watchDeadline(opened);
        if (opened.address() != null) {
            addresses.settled(opened, opened.address(), Actor.CUSTOMER);
        }
        return new Opened(opened, false, List.of(), links.of(opened));
    }

    /** A parcel cannot be sent before somebody identified said where to. */
    static boolean addressMissing(CaseFile file) {
        return file.type() == CaseType.REDELIVERY && !file.addressConfirmed() && !PurchaseWithdrawals.isDeclared(file);
    }

    private Opened join(CaseFile file, NewCase newCase) {
        Actor by = newCase.openedBy();
        List<String> ignored = new ArrayList<>(differences(file, newCase));
        if (by.isAgent() && file.owner() == null) {
            conversations.own(file, by, false);
        }
        Address corrected = newCase.address();
        if (corrected != null && !corrected.equals(file.address())) {
            addresses.confirm(file, corrected, Actor.CUSTOMER);
        }
        conversations.cameIn(
                file,
                by,
                new Conversations.Inbound(
                        newCase.channel(),
                        newCase.identified(),
                        newCase.concern(),
                        false,
                        file.state() == CaseState.SOLVED));
        return new Opened(files.byId(file.id()), true, ignored, null);
    }

    private static List<String> differences(CaseFile file, NewCase newCase) {
        List<String> pointers = new ArrayList<>();
        differs(pointers, "/type", newCase.type(), file.type());
        CaseFile.Customer told = newCase.customer();
        differs(pointers, "/customer/name", told.name(), file.customer().name());
        differs(pointers, "/customer/email", told.email(), file.customer().email());
        differs(pointers, "/customer/mobile", told.mobile(), file.customer().mobile());
        differs(pointers, "/customer/language", told.language(), file.customer().language());
        differs(pointers, "/customer/region", told.region(), file.customer().region());
        differs(
                pointers,
                "/customer/preferredChannel",
                told.preferredChannel(),
                file.customer().preferredChannel());
        CaseFile.Subject about = newCase.subject();
        CaseFile.Subject filed = file.subject();
        differs(pointers, "/subject/item", about.item(), filed.item());
        differs(pointers, "/subject/value", about.value(), filed.value());
        differs(pointers, "/subject/paid", about.paid(), filed.paid());
        differs(pointers, "/subject/purchasedOn", about.purchasedOn(), filed.purchasedOn());
        differs(pointers, "/subject/paymentMeans", about.paymentMeans(), filed.paymentMeans());
        differs(pointers, "/subject/deliveryAddress", about.deliveryAddress(), filed.deliveryAddress());
        differs(pointers, "/needBy", newCase.needBy(), file.needBy());
        for (Map.Entry<String, JsonNode> fact : newCase.facts().properties()) {
            boolean takenAsAddress =
                    fact.getKey().equals("correctedAddress") && newCase.identified() != Identified.NONE;
            if (!takenAsAddress) {
                differs(
                        pointers,
                        "/facts/" + fact.getKey(),
                        fact.getValue(),
                        file.facts().get(fact.getKey()));
            }
        }
        return pointers;
    }

    private static void differs(List<String> pointers, String pointer, @Nullable Object told, @Nullable Object filed) {
        if (told != null && !told.equals(filed)) {
            pointers.add(pointer);
        }
    }
}
