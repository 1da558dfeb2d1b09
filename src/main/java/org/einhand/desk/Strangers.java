package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.NewCase;
import org.einhand.casefile.UnidentifiedContacts;
import org.einhand.casefile.UnidentifiedContacts.State;
import org.einhand.casefile.UnidentifiedContacts.Unidentified;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * People who told us something while nobody knows which customers they are. Their clock runs from the moment it reached us, and goes
 * on wherever it is put.
 */
@Component
public class Strangers {

    private final UnidentifiedContacts unidentified;
    private final CaseFiles files;
    private final Conversations conversations;
    private final Opening opening;
    private final Hands hands;
    private final PublicWords publicWords;
    private final Clock clock;

    Strangers(
            UnidentifiedContacts unidentified,
            CaseFiles files,
            Conversations conversations,
            Opening opening,
            Hands hands,
            PublicWords publicWords,
            Clock clock) {
        this.unidentified = unidentified;
        this.files = files;
        this.conversations = conversations;
        this.opening = opening;
        this.hands = hands;
        this.publicWords = publicWords;
        this.clock = clock;
    }

    /**
     * One of them as its reader may see it.
     *
     * @param from the handle, address or number; null once it is settled
     * @param dueAt by when it is to be answered
     * @param answeredAt when somebody gave it a first answer, before it was known who it is
     * @param caseNumber where it is now
     */
    public record StrangerView(
            UUID id,
            Channel channel,
            @Nullable String from,
            @Nullable String text,
            Instant arrivedAt,
            Instant dueAt,
            @Nullable Instant answeredAt,
            State state,
            String postedBy,
            @Nullable String settledBy,
            @Nullable String caseNumber,
            @Nullable UUID contactId,
            List<String> attachments) {}

    /** Puts it on the list. {@code at}: when it reached us, now if null. */
    public UUID told(Actor by, Channel channel, String from, String text, @Nullable Instant at) {
        Instant now = clock.instant();
        if (at != null && at.isAfter(now)) {
            throw Problem.invalid("/at", "must not be in the future");
        }
        Contacts.Arrival arrival = new Contacts.Arrival(at == null ? now : at, null, from, null, List.of());
        return unidentified.waits(by, channel, text, arrival, conversations.due(channel, arrival));
    }

    /** One of them; 404 if there is none that this reader may see. */
    public StrangerView read(UUID id, Actor reader) {
        return unidentified
                .find(id)
                .filter(one -> reader.isAgent() || one.postedBy().id().equals(reader.id()))
                .map(one -> view(one, reader))
                .orElseThrow(Strangers::none);
    }

    /** Those in that state, what is due first. */
    public List<StrangerView> list(State state, int page, int size, Actor reader) {
        return unidentified.list(state, page, size).stream()
                .map(one -> view(one, reader))
                .toList();
    }

    public long count(State state) {
        return unidentified.count(state);
    }

    private StrangerView view(Unidentified one, Actor reader) {
        boolean hidden = !reader.seesPersonalData();
        return new StrangerView(
                one.id(),
                one.channel(),
                one.sender() != null && hidden ? Mask.HIDDEN : one.sender(),
                one.text() == null
                        ? null
                        : Mask.ofStranger(one.sender(), !hidden).text(one.text()),
                one.arrivedAt(),
                one.dueAt(),
                one.answer() == null ? null : one.answer().at(),
                one.state(),
                one.postedBy().id(),
                one.settledBy(),
                Optional.ofNullable(one.caseId())
                        .map(files::byId)
                        .map(CaseFile::caseNumber)
                        .orElse(null),
                one.contactId(),
                hidden
                        ? List.of()
                        : unidentified.pieces(one.id()).stream()
                                .map(piece -> piece.name())
                                .toList());
    }

    /**
     * It got its first answer before anybody knew who it is; the channel's own tool sent it. An answer in public is looked at like every
     * other.
     *
     * @throws Problem 409 {@code contact-settled}; 422 {@code personal-data}
     */
    public void answered(UUID id, Actor agent, String text) {
        Unidentified waiting = waiting(id);
        if (waiting.channel() == Channel.SOCIAL_PUBLIC) {
            publicWords.checkForStranger(text);
        }
        unidentified.answered(id, agent, text);
    }

    /**
     * It belongs to that case. Nobody is identified by it.
     *
     * @throws Problem {@code case-closed}; 409 {@code contact-settled} with {@code caseNumber}
     */
    public void join(UUID id, Actor agent, String caseNumber) {
        Unidentified waiting = waiting(id);
        CaseFile file = files.lock(caseNumber);
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        hands.begin(file.customer().id(), agent);
        Contacts.Contact contact = conversations.cameIn(
                file,
                waiting.postedBy(),
                new Conversations.Inbound(
                        waiting.channel(), Identified.NONE, text(waiting), false, true, arrival(waiting)));
        unidentified.settled(waiting, State.JOINED, agent, file, contact.id());
    }

    /** What it says, for the case that is to be opened with it. */
    public Told toldBy(UUID id) {
        Unidentified waiting = waiting(id);
        return new Told(waiting.channel(), text(waiting));
    }

    /** Channel and text of what waits: a case that is opened with it has them from there. */
    public record Told(Channel channel, String text) {}

    /**
     * It is the beginning of a case, or joins the one about the same matter.
     *
     * @throws Problem 409 {@code contact-settled} with {@code caseNumber}
     */
    public Opening.Opened open(UUID id, Actor agent, NewCase newCase) {
        Unidentified waiting = waiting(id);
        Opening.Opened opened = opening.open(newCase, arrival(waiting));
        unidentified.settled(
                waiting, opened.joined() ? State.JOINED : State.OPENED, agent, opened.file(), opened.contact());
        return opened;
    }

    /** It is nothing for us: what it said is deleted. */
    public void discard(UUID id, Actor agent, String why) {
        unidentified.discarded(waiting(id), agent, why);
    }

    private Unidentified waiting(UUID id) {
        Unidentified one = unidentified.lock(id).orElseThrow(Strangers::none);
        if (one.state() != State.WAITING) {
            throw new Problem(
                            "contact-settled",
                            409,
                            "This contact is " + one.state().word() + " already.")
                    .with("state", one.state().word())
                    .with(
                            "caseNumber",
                            Optional.ofNullable(one.caseId())
                                    .map(files::byId)
                                    .map(CaseFile::caseNumber)
                                    .orElse(null));
        }
        return one;
    }

    private Contacts.Arrival arrival(Unidentified waiting) {
        return new Contacts.Arrival(
                waiting.arrivedAt(),
                waiting.dueAt(),
                waiting.sender(),
                waiting.mail(),
                unidentified.pieces(waiting.id()),
                waiting.answer());
    }

    private static String text(Unidentified waiting) {
        return String.valueOf(waiting.text());
    }

    private static Problem none() {
        return Problem.notFound("There is no such contact.");
    }
}
