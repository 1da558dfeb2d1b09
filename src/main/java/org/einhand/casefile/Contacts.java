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

    Contacts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One contact.
     *
     * @param dueAt by when an inbound contact is to be answered; null for outbound ones
     * @param answeredAt when it was answered; null while it is open
     * @param answers the contact that this outbound one answers
     * @param addressee who is to answer an inbound contact; null: whoever of the first line comes first
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
            String text) {

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
                    text);
        }
    }

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
        Instant now = clock.instant();
        return insert(
                file,
                new Contact(
                        UUID.randomUUID(),
                        file.id(),
                        true,
                        channel,
                        identified,
                        now,
                        actor,
                        retold,
                        dueAt,
                        answered ? now : null,
                        null,
                        file.owner(),
                        text));
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
                        text));
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
                    answers, addressee, sealed_text)
                values (:id, :case, :direction, :channel, :identified, :at, :actorKind, :actor, :retold, :dueAt, :answeredAt,
                    :answers, :addressee, :text)""")
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
                    (select id from contact where case_id = :case and direction = 'inbound' order by at, id limit 1)""")
                .param("now", Sql.time(clock.instant()))
                .param("case", file.id())
                .update();
    }

    /** All contacts of a case, oldest first. */
    public List<Contact> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from contact where case_id = ? order by at, id")
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
                        "select identified from contact where case_id = ? and direction = 'inbound' order by at desc, id desc limit 1")
                .param(file.id())
                .query((row, index) -> Sql.requiredWord(row, "identified", Identified.class))
                .optional()
                .orElse(file.identified());
    }

    private static Contact read(ResultSet row, Vault.Keys keys) throws SQLException {
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
                keys.open(row.getBytes("sealed_text")));
    }
}
