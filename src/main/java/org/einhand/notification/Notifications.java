package org.einhand.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Contacts;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.OnWatch;
import org.einhand.kernel.QuietHours;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the customer is told. A notification is on file before it is sent, once per thing told, and keeps its id over every repeat
 * and every channel it is tried on.
 */
@Component
public class Notifications implements SentMessages, OnWatch {

    /** Everybody can read it. */
    private static final String SOCIAL = "social-public";

    private static final List<String> KNOWN_CHANNELS = List.of("email", "sms", "messenger", SOCIAL, "phone");

    /** What protects the customer goes to where the shop knows her, whatever address came with the case. */
    private static final Set<String> TO_CONTACT_ON_FILE = Set.of("contact-changed", "code");

    /** She waits for it on the page this very moment: it rings at any hour. */
    private static final Set<String> ASKED_FOR = Set.of("code");

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final Contacts contacts;
    private final DecisionTables tables;
    private final MessageTexts texts;
    private final Carriers carriers;
    private final Clock clock;

    Notifications(
            JdbcClient jdbc,
            CaseFiles files,
            Contacts contacts,
            DecisionTables tables,
            MessageTexts texts,
            Carriers carriers,
            Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.contacts = contacts;
        this.tables = tables;
        this.texts = texts;
        this.carriers = carriers;
        this.clock = clock;
    }

    /** Where a notification stands. */
    public enum State implements Worded {
        PENDING,
        /** A server took it. */
        ACCEPTED,
        /** It was seen to arrive, or the customer was reached. */
        DELIVERED,
        FAILED
    }

    /**
     * One notification.
     *
     * @param channel the channel that took it; null until one did
     * @param at when it last changed
     */
    public record Notification(
            UUID id,
            UUID caseId,
            String event,
            State state,
            @Nullable String channel,
            Instant createdAt,
            Instant at) {}

    /**
     * Puts a notification on file.
     *
     * @param answersChannel the channel the customer just wrote on, if this answers her
     * @param once what makes it one and the same thing told, such as the contact it is a receipt for
     * @return the id; empty if this was told already
     */
    public Optional<UUID> write(CaseFile file, MessageFacts facts, @Nullable String answersChannel, String once) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        int written = jdbc.sql("""
                insert into notification (id, case_id, event, dedupe_key, state, answers_channel, created_at, at, sealed_facts)
                values (?, ?, ?, ?, 'pending', ?, ?, ?, ?) on conflict (case_id, dedupe_key) do nothing""")
                .params(Arrays.asList(
                        id,
                        file.id(),
                        facts.event(),
                        facts.event() + ":" + once,
                        answersChannel,
                        Sql.time(now),
                        Sql.time(now),
                        file.keys().sealJson(facts)))
                .update();
        return written == 0 ? Optional.empty() : Optional.of(id);
    }

    /**
     * The next channel to try, by the {@code notification-plan}, and never one that depends on the customer's broken line; {@code
     * phone} means that a person calls, and is always left in the end.
     */
    public String nextChannel(UUID id) {
        Row row = row(id);
        CaseFile file = files.byId(row.notification.caseId());
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("event", row.notification.event());
        inputs.put("preferredChannel", file.customer().preferredChannel());
        inputs.put("hasEmail", file.customer().email() != null);
        inputs.put("hasMobile", file.customer().mobile() != null);
        inputs.put("contactChannel", row.answersChannel);
        String planned = tables.latest("notification-plan").first(inputs).requiredText("channels");
        Set<String> unreachable = unreachable(file);
        return Arrays.stream(planned.split(" "))
                .filter(KNOWN_CHANNELS::contains)
                .filter(channel -> !row.failedChannels.contains(channel))
                .filter(channel -> !unreachable.contains(channel))
                .findFirst()
                .orElse("phone");
    }

    /** Channels that depend on the line that is broken. */
    private static Set<String> unreachable(CaseFile file) {
        Set<String> channels = new HashSet<>();
        file.facts().path("unreachableBy").forEach(channel -> channels.add(channel.asText()));
        return channels;
    }

    /** Until when a message that rings has to wait; empty if it may go now. */
    public Optional<Instant> quietUntil(UUID id, String channel) {
        Row row = row(id);
        boolean expected = channel.equals(row.answersChannel) || ASKED_FOR.contains(row.notification.event());
        return QuietHours.until(clock.instant(), channel, expected);
    }

    /** Sends it over a channel; nothing happens if a server took it before. */
    public void send(UUID id, String channel) {
        Row row = row(id);
        if (row.notification.state() != State.PENDING) {
            return;
        }
        CaseFile file = files.byId(row.notification.caseId());
        MessageText text = texts.write(file.keys().openJson(row.sealedFacts, MessageFacts.class));
        String to = recipient(file, channel, row.notification.event());
        carriers.carry(new Carriers.Outgoing(id, file.caseNumber(), channel, to, text));
        boolean mail = channel.equals("email");
        Message message = new Message(to, mail ? text.subject() : null, mail ? text.text() : text.shortText());
        jdbc.sql("update notification set state = 'accepted', channel = ?, at = ?, sealed_message = ? where id = ?")
                .params(channel, Sql.time(clock.instant()), file.keys().sealJson(message), id)
                .update();
    }

    private String recipient(CaseFile file, String channel, String event) {
        if (channel.equals(SOCIAL)) {
            return contacts.repliedToInPublic(file);
        }
        boolean onFile = TO_CONTACT_ON_FILE.contains(event);
        String to = channel.equals("email")
                ? onFile ? file.onFile().email() : file.customer().email()
                : onFile ? file.onFile().mobile() : file.customer().mobile();
        if (to == null) {
            throw new Undeliverable(channel + ": the customer has no such address");
        }
        return to;
    }

    /** It cannot be sent over this channel; another one is next. */
    public void failedOn(UUID id, String channel) {
        jdbc.sql("update notification set failed_channels = array_append(failed_channels, ?), at = ? where id = ?")
                .params(channel, Sql.time(clock.instant()), id)
                .update();
    }

    /** The back end that carried it says how it went. */
    public void reported(UUID id, boolean delivered) {
        jdbc.sql("update notification set state = ?, at = ? where id = ? and state in ('accepted', 'delivered')")
                .params(delivered ? "delivered" : "failed", Sql.time(clock.instant()), id)
                .update();
    }

    /** Another try of a message that was carried but did not arrive. */
    public void again(UUID id) {
        jdbc.sql("""
                update notification set state = 'pending', failed_channels = array_append(failed_channels, channel), channel = null,
                    at = ? where id = ?""").params(Sql.time(clock.instant()), id).update();
    }

    /** A person called and told her. */
    public void toldByPhone(UUID id) {
        jdbc.sql("update notification set state = 'delivered', channel = 'phone', at = ? where id = ?")
                .params(Sql.time(clock.instant()), id)
                .update();
    }

    public Optional<Notification> find(UUID id) {
        return jdbc.sql("select * from notification where id = ?")
                .param(id)
                .query(Notifications::read)
                .optional();
    }

    /** The notifications of a case, oldest first. */
    public List<Notification> of(CaseFile file) {
        return jdbc.sql("select * from notification where case_id = ? order by created_at, id")
                .param(file.id())
                .query(Notifications::read)
                .list();
    }

    /** Messages that did not arrive, in cases that are not over. */
    @Override
    public Count count() {
        return jdbc.sql("""
                        select count(*) as count, min(n.at) as oldest from notification n join case_file c on c.id = n.case_id
                        where n.state = 'failed' and c.state <> 'closed'""")
                .query((row, index) ->
                        new Count("failed-notifications", row.getLong("count"), Sql.instant(row, "oldest")))
                .single();
    }

    @Override
    public List<Sent> of(@Nullable String caseNumber) {
        return jdbc.sql("""
                select n.*, c.case_number, k.wrapped_key from notification n
                    join case_file c on c.id = n.case_id join customer_key k using (brand, customer_id)
                where n.sealed_message is not null and (cast(:number as text) is null or c.case_number = :number)
                order by n.at, n.created_at""")
                .param("number", caseNumber)
                .query((row, index) -> {
                    Message message = files.keys(row.getBytes("wrapped_key"))
                            .openJson(row.getBytes("sealed_message"), Message.class);
                    return new Sent(
                            row.getString("case_number"),
                            row.getString("channel"),
                            message.to(),
                            message.subject(),
                            message.text(),
                            Sql.requiredInstant(row, "at"),
                            row.getString("event"));
                })
                .list();
    }

    /** What went out, as it was. */
    private record Message(String to, @Nullable String subject, String text) {}

    private record Row(
            Notification notification,
            @Nullable String answersChannel,
            Set<String> failedChannels,
            byte[] sealedFacts) {}

    private Row row(UUID id) {
        return jdbc.sql("select * from notification where id = ?")
                .param(id)
                .query((row, index) -> new Row(
                        read(row, index),
                        row.getString("answers_channel"),
                        Set.of((String[]) row.getArray("failed_channels").getArray()),
                        row.getBytes("sealed_facts")))
                .single();
    }

    private static Notification read(ResultSet row, int index) throws SQLException {
        return new Notification(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "case_id"),
                row.getString("event"),
                Sql.requiredWord(row, "state", State.class),
                row.getString("channel"),
                Sql.requiredInstant(row, "created_at"),
                Sql.requiredInstant(row, "at"));
    }
}
