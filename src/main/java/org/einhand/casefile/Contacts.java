package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the customer told us and what we answered, on every channel. An inbound contact is open until somebody answers it. */
@Component
public class Contacts {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Attachments attachments;

    Contacts(JdbcClient jdbc, Clock clock, Attachments attachments) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.attachments = attachments;
    }

    /**
     * One contact.
     *
     * @param dueAt by when an inbound contact is to be answered; null for outbound ones
     * @param answeredAt when it was answered; null while it is open
     * @param answers the contact that this outbound one answers
     * @param addressee who is to answer an inbound contact; null: whoever of the first line comes first
     * @param sender who wrote it, as the channel says: an address or a handle; null where nobody noted it
     * @param mail the mail it was, which is kept as it came
     */
    public record Contact(
            UUID id,
            UUID caseId,
            boolean inbound,
            Channel channel,
            Identified identified,
            Instant at,
            Actor actor,
            boolean retold,
            @Nullable Instant dueAt,
            @Nullable Instant answeredAt,
            @Nullable UUID answers,
            @Nullable String addressee,
            String text,
            @Nullable String sender,
            @Nullable UUID mail) {

        public boolean isOpen() {
            return inbound && answeredAt == null;
        }

        private Contact to(String somebody) {
            return new Contact(
                    id,
                    caseId,
                    inbound,
                    channel,
                    identified,
                    at,
                    actor,
                    retold,
                    dueAt,
                    answeredAt,
                    answers,
                    somebody,
                    text,
                    sender,
                    mail);
        }
    }

    /**
     * How something reached us that is put on file by nobody who was there.
     *
     * @param at when it reached us
     * @param dueAt by when it is to be answered, where that is known already
     * @param sender who wrote it, as the channel says
     * @param mail the mail it was
     * @param attachments what came along, taken or refused
     * @param answer what was answered before it was known whose it is
     */
    public record Arrival(
            Instant at,
            @Nullable Instant dueAt,
            @Nullable String sender,
            @Nullable UUID mail,
            List<Attachments.Piece> attachments,
            @Nullable Answer answer) {

        public Arrival(
                Instant at,
                @Nullable Instant dueAt,
                @Nullable String sender,
                @Nullable UUID mail,
                List<Attachments.Piece> attachments) {
            this(at, dueAt, sender, mail, attachments, null);
        }
    }

    /** What somebody answered, and when. */
    public record Answer(Instant at, Actor by, String text) {}

    /**
     * Notes a contact of the customer's; {@code answered} when she was answered while she was there. It is for the owner of the case
     * to answer, unless it is {@linkplain #address given} to somebody else.
     */
    public Contact inbound(
            CaseFile file,
            Actor actor,
            Channel channel,
            Identified identified,
            String text,
            boolean retold,
            Instant dueAt,
            boolean answered) {
        return inbound(file, actor, channel, identified, text, retold, dueAt, answered, null);
    }

    /** As above, for what came in by itself: it counts from when it reached us. */
    public Contact inbound(
            CaseFile file,
            Actor actor,
            Channel channel,
            Identified identified,
            String text,
            boolean retold,
            Instant dueAt,
            boolean answered,
            @Nullable Arrival arrival) {
        Instant now = clock.instant();
        Answer answer = arrival == null ? null : arrival.answer();
        Contact contact = insert(
                file,
                new Contact(
                        UUID.randomUUID(),
                        file.id(),
                        true,
                        channel,
                        identified,
                        arrival == null ? now : arrival.at(),
                        actor,
                        retold,
                        dueAt,
                        answer != null ? answer.at() : answered ? now : null,
                        null,
                        file.owner(),
                        text,
                        arrival == null ? null : arrival.sender(),
                        arrival == null ? null : arrival.mail()));
        if (arrival != null) {
            attachments.keep(file, contact.id(), arrival.attachments());
        }
        if (answer != null) {
            insert(
                    file,
                    new Contact(
                            UUID.randomUUID(),
                            file.id(),
                            false,
                            channel,
                            Identified.NONE,
                            answer.at(),
                            answer.by(),
                            false,
                            null,
                            null,
                            contact.id(),
                            null,
                            answer.text(),
                            null,
                            null));
        }
        return contact;
    }

    /**
     * She proved by a code who she is: what she wrote in public counts as hers, and she goes on in private. When it came and by when
     * it is to be answered stays.
     */
    public void identifiedInPrivate(CaseFile file, UUID contact) {
        jdbc.sql("update contact set identified = 'code', channel = 'social-private' where id = ? and case_id = ?")
                .params(contact, file.id())
                .update();
    }

    /**
     * Where an answer in public goes: the handle that wrote, or the contact's id where the channel kept the handle to itself; whoever
     * posted that contact knows its post by it.
     */
    public String repliedToInPublic(CaseFile file) {
        List<Contact> told = of(file).stream().filter(Contact::inbound).toList();
        return told.stream()
                .filter(contact ->
                        contact.channel() == Channel.SOCIAL_PUBLIC || contact.channel() == Channel.SOCIAL_PRIVATE)
                .reduce((earlier, later) -> later)
                .or(() -> told.stream().reduce((earlier, later) -> later))
                .map(contact -> contact.sender() == null ? contact.id().toString() : contact.sender())
                .orElse(file.caseNumber());
    }

    /** The newest thing she wrote in public, if she did. */
    public Optional<Contact> newestInPublic(CaseFile file) {
        return of(file).stream()
                .filter(contact -> contact.inbound() && contact.channel() == Channel.SOCIAL_PUBLIC)
                .reduce((earlier, later) -> later);
    }

    /** Notes what we told her; it answers the contact named, or everything that is open. */
    public Contact outbound(CaseFile file, Actor actor, Channel channel, String text, @Nullable UUID answers) {
        Contact reply = insert(
                file,
                new Contact(
                        UUID.randomUUID(),
                        file.id(),
                        false,
                        channel,
                        Identified.NONE,
                        clock.instant(),
                        actor,
                        false,
                        null,
                        null,
                        answers,
                        null,
                        text,
                        null,
                        null));
        if (answers == null) {
            answerAll(file);
        } else {
            answered(answers);
        }
        return reply;
    }

    private Contact insert(CaseFile file, Contact contact) {
        jdbc.sql("""
                insert into contact (id, case_id, direction, channel, identified, at, actor_kind, actor, retold, due_at, answered_at,
                    answers, addressee, sealed_text, sealed_sender, mail_id, filed_at)
                values (:id, :case, :direction, :channel, :identified, :at, :actorKind, :actor, :retold, :dueAt, :answeredAt,
                    :answers, :addressee, :text, :sender, :mail, :filedAt)""")
                .param("id", contact.id())
                .param("case", file.id())
                .param("direction", contact.inbound() ? "inbound" : "outbound")
                .param("channel", contact.channel().word())
                .param("identified", contact.identified().word())
                .param("at", Sql.time(contact.at()))
                .param("actorKind", contact.actor().kind().name())
                .param("actor", contact.actor().id())
                .param("retold", contact.retold())
                .param("dueAt", Sql.time(contact.dueAt()))
                .param("answeredAt", Sql.time(contact.answeredAt()))
                .param("answers", contact.answers())
                .param("addressee", contact.addressee())
                .param("text", file.keys().seal(contact.text()))
                .param("sender", contact.sender() == null ? null : file.keys().seal(contact.sender()))
                .param("mail", contact.mail())
                .param("filedAt", Sql.time(clock.instant()))
                .update();
        return contact;
    }

    /** Another one than the owner is to answer it. */
    public Contact address(Contact contact, String addressee) {
        jdbc.sql("update contact set addressee = ? where id = ?")
                .params(addressee, contact.id())
                .update();
        return contact.to(addressee);
    }

    /** Whoever looks after the case from now on answers what is open in it. */
    public void addressOpen(CaseFile file, String addressee) {
        jdbc.sql("""
                update contact set addressee = ?
                where case_id = ? and direction = 'inbound' and answered_at is null and addressee is distinct from ?""").params(addressee, file.id(), addressee).update();
    }

    /** Of the cases given, those with a contact that somebody is to answer by name, and who: of the longest open one. */
    public Map<UUID, String> addressees(List<CaseFile> cases) {
        Map<UUID, String> addressees = new HashMap<>();
        jdbc.sql("""
                        select distinct on (case_id) case_id, addressee from contact
                        where case_id = any(:cases) and direction = 'inbound' and answered_at is null and addressee is not null
                        order by case_id, at, id""")
                .param("cases", cases.stream().map(CaseFile::id).toArray(UUID[]::new))
                .query(row -> {
                    addressees.put(Sql.uuid(row, "case_id"), row.getString("addressee"));
                });
        return addressees;
    }

    private void answered(UUID contact) {
        jdbc.sql("update contact set answered_at = ? where id = ? and answered_at is null")
                .params(Sql.time(clock.instant()), contact)
                .update();
    }

    private void answerAll(CaseFile file) {
        jdbc.sql(
                        "update contact set answered_at = ? where case_id = ? and direction = 'inbound' and answered_at is null")
                .params(Sql.time(clock.instant()), file.id())
                .update();
    }

    /** The concern itself is answered once the customer is told what will be done. */
    public void answerOpening(CaseFile file) {
        jdbc.sql("""
                update contact set answered_at = :now where answered_at is null and id =
                    (select id from contact where case_id = :case and direction = 'inbound' order by coalesce(filed_at, at), seq limit 1)""")
                .param("now", Sql.time(clock.instant()))
                .param("case", file.id())
                .update();
    }

    /** All contacts of a case, in the order in which they were put on file. */
    public List<Contact> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from contact where case_id = ? order by coalesce(filed_at, at), seq")
                .param(file.id())
                .query((row, index) -> read(row, keys))
                .list();
    }

    /** One contact of that case. */
    public Optional<Contact> find(CaseFile file, UUID id) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from contact where id = ? and case_id = ?")
                .params(id, file.id())
                .query((row, index) -> read(row, keys))
                .optional();
    }

    /** How the person was identified in the contact being acted on: the newest inbound one. */
    public Identified identifiedNow(CaseFile file) {
        return jdbc.sql(
                        "select identified from contact where case_id = ? and direction = 'inbound' order by coalesce(filed_at, at) desc, seq desc limit 1")
                .param(file.id())
                .query((row, index) -> Sql.requiredWord(row, "identified", Identified.class))
                .optional()
                .orElse(file.identified());
    }

    private static Contact read(ResultSet row, Vault.Keys keys) throws SQLException {
        byte[] sender = row.getBytes("sealed_sender");
        return new Contact(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "case_id"),
                row.getString("direction").equals("inbound"),
                Sql.requiredWord(row, "channel", Channel.class),
                Sql.requiredWord(row, "identified", Identified.class),
                Sql.requiredInstant(row, "at"),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor"), Set.of()),
                row.getBoolean("retold"),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "answered_at"),
                row.getObject("answers", UUID.class),
                row.getString("addressee"),
                keys.open(row.getBytes("sealed_text")),
                sender == null ? null : keys.open(sender),
                row.getObject("mail_id", UUID.class));
    }
}
