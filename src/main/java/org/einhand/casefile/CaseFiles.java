package org.einhand.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The filing cabinet. Whoever changes a case takes its lock first, in the transaction of one use case. */
@Component
public class CaseFiles {

    /** Facts in the customer's own words; they are sealed like every other personal text. */
    private static final Set<String> FREE_TEXT_FACTS = Set.of("defect", "about", "needsLineFor");

    private static final String SELECT =
            "select c.*, k.wrapped_key from case_file c join customer_key k using (brand, customer_id) ";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;
    private final ObjectMapper json;
    private final String brand;

    CaseFiles(
            JdbcClient jdbc,
            Vault vault,
            Clock clock,
            ObjectMapper json,
            @Value("${einhand.brand.key:einhand}") String brand) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
        this.json = json;
        this.brand = brand;
    }

    /** What is sealed of a case, in one piece. */
    record Personal(
            String name,
            @Nullable String email,
            @Nullable String mobile,
            String concern,
            @Nullable Address deliveryAddress,
            @Nullable Address address,
            @Nullable JsonNode texts,
            @Nullable String emailOnFile,
            @Nullable String mobileOnFile) {

        static Personal of(CaseFile file, @Nullable Address address) {
            return new Personal(
                    file.customer().name(),
                    file.customer().email(),
                    file.customer().mobile(),
                    file.concern(),
                    file.subject().deliveryAddress(),
                    address,
                    freeTexts(file),
                    file.onFile().email(),
                    file.onFile().mobile());
        }

        Personal known(@Nullable Address delivery, @Nullable String email, @Nullable String phone) {
            return new Personal(name, this.email, mobile, concern, delivery, address, texts, email, phone);
        }
    }

    /**
     * Files a new case; empty if the customer has a case about this matter that is not closed. Waits for another transaction
     * that is filing the same matter.
     */
    public Optional<CaseFile> file(NewCase newCase) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        CaseFile.Customer customer = newCase.customer();
        CaseFile.Subject subject = newCase.subject();
        ObjectNode facts = newCase.facts().deepCopy();
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        FREE_TEXT_FACTS.stream().filter(facts::has).forEach(name -> texts.set(name, facts.remove(name)));
        Personal personal = new Personal(
                customer.name(),
                customer.email(),
                customer.mobile(),
                newCase.concern(),
                subject.deliveryAddress(),
                newCase.address(),
                texts.isEmpty() ? null : texts,
                null,
                null);
        String number = CaseNumber.of(
                now.atZone(Calendars.ZONE).getYear(),
                jdbc.sql("select nextval('case_number_seq')").query(Long.class).single());
        Optional<Link> earlier = earlier(customer.id(), subject);
        int filed = jdbc.sql("""
                insert into case_file (id, case_number, brand, type, state, owner, channel, identified, opened_by_kind,
                    opened_by, opened_at, updated_at, need_by, customer_id, language, region, preferred_channel, has_email,
                    has_mobile, subject_kind, subject_id, subject_line, item, value_cents, paid_cents, interest_cents,
                    monthly_fee_cents, purchased_on, payment_means, facts, address_confirmed, parent_case, matter_id,
                    sealed)
                values (:id, :number, :brand, :type, 'open', :owner, :channel, :identified, :openedByKind, :openedBy, :now, :now,
                    :needBy, :customerId, :language, :region, :preferredChannel, :hasEmail, :hasMobile, :subjectKind, :subjectId,
                    :subjectLine, :item, :value, :paid, :interest, :monthlyFee, :purchasedOn, :paymentMeans,
                    cast(:facts as jsonb), :addressConfirmed,
                    :parent, :matter,
                    :sealed)
                on conflict (brand, customer_id, subject_kind, subject_id, coalesce(subject_line, ''))
                    where state <> 'closed' and subject_kind <> 'none' do nothing""")
                .param("id", id)
                .param("number", number)
                .param("brand", brand)
                .param("type", newCase.type().word())
                .param("owner", newCase.owner())
                .param("channel", newCase.channel().word())
                .param("identified", newCase.identified().word())
                .param("openedByKind", newCase.openedBy().kind().name())
                .param("openedBy", newCase.openedBy().id())
                .param("now", Sql.time(now))
                .param("needBy", newCase.needBy())
                .param("customerId", customer.id())
                .param("language", customer.language())
                .param("region", customer.region())
                .param("preferredChannel", customer.preferredChannel())
                .param("hasEmail", customer.email() != null)
                .param("hasMobile", customer.mobile() != null)
                .param("subjectKind", subject.kind().word())
                .param("subjectId", subject.id())
                .param("subjectLine", subject.line())
                .param("item", subject.item())
                .param("value", cents(subject.value()))
                .param("paid", cents(subject.paid()))
                .param("interest", cents(subject.interestPaid()))
                .param("monthlyFee", cents(subject.monthlyFee()))
                .param("purchasedOn", subject.purchasedOn())
                .param("paymentMeans", Sql.word(subject.paymentMeans()))
                .param("facts", write(facts))
                .param("addressConfirmed", newCase.address() != null)
                .param("parent", earlier.map(Link::caseId).orElse(null))
                .param("matter", earlier.map(Link::matterId).orElse(id))
                .param("sealed", vault.keysOf(brand, customer.id()).sealJson(personal))
                .update();
        if (filed == 0) {
            return Optional.empty();
        }
        index(id, customer);
        return Optional.of(byId(id));
    }

    /** An earlier case, and the first one of its matter. */
    private record Link(UUID caseId, UUID matterId) {}

    /** The newest closed case about the same subject, or about the order whose replacement this subject is. */
    private Optional<Link> earlier(String customerId, CaseFile.Subject subject) {
        return jdbc.sql("""
                select id, matter_id from case_file c
                where brand = :brand and customer_id = :customer and :kind <> 'none'
                    and (state = 'closed' and subject_kind = :kind and subject_id = :subject
                            and coalesce(subject_line, '') = coalesce(:line, '')
                        or exists (select 1 from backend_order o where o.case_id = c.id and :subject in (o.reference, o.external_id)))
                order by opened_at desc limit 1""")
                .param("brand", brand)
                .param("customer", customerId)
                .param("kind", subject.kind().word())
                .param("subject", subject.id())
                .param("line", subject.line())
                .query((row, index) -> new Link(Sql.uuid(row, "id"), Sql.uuid(row, "matter_id")))
                .optional();
    }

    /** The shop says by which parcels the subject went out: one of ours, for the same customer, makes it the same matter. */
    public void linkByParcels(CaseFile file, List<String> trackingCodes) {
        if (file.parentCase() != null || trackingCodes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update case_file f set parent_case = c.id, matter_id = c.matter_id
                from case_file c join backend_order o on o.case_id = c.id
                where f.id = :id and c.id <> f.id and c.brand = f.brand and c.customer_id = f.customer_id
                    and c.opened_at <= f.opened_at and o.tracking_code = any(:codes)""")
                .param("id", file.id())
                .param("codes", trackingCodes.toArray(String[]::new))
                .update();
    }

    private void index(UUID id, CaseFile.Customer customer) {
        Set<String> words = new TreeSet<>(words(customer.name()));
        Stream.of(customer.email(), customer.mobile())
                .filter(word -> word != null)
                .map(CaseFiles::folded)
                .forEach(words::add);
        jdbc.sql("insert into case_search (token, case_id) select unnest(:tokens), :id on conflict do nothing")
                .param("tokens", words.stream().map(vault::blind).toArray(byte[][]::new))
                .param("id", id)
                .update();
    }

    /** The case of that number. */
    public Optional<CaseFile> find(String caseNumber) {
        return CaseNumber.parse(caseNumber)
                .flatMap(number -> jdbc.sql(SELECT + "where case_number = ?")
                        .param(number)
                        .query(this::read)
                        .optional());
    }

    /** The first case whose number stands in a text. */
    public Optional<CaseFile> mentioned(String text) {
        return CaseNumber.in(text).stream()
                .flatMap(number -> find(number).stream())
                .findFirst();
    }

    /** The cases of whoever has this e-mail address on file, newest first, closed ones too. */
    public List<CaseFile> writtenFrom(String email) {
        return jdbc.sql(SELECT + """
                where brand = ? and id in (select case_id from case_search where token = ?)
                order by opened_at desc, case_number desc limit 200""").params(brand, vault.blind(folded(email))).query(this::read).list().stream()
                .filter(file -> file.isAddressOf(email))
                .toList();
    }

    /** The case of that number; 404 if there is none. */
    public CaseFile get(String caseNumber) {
        return find(caseNumber).orElseThrow(() -> noSuchCase(caseNumber));
    }

    /** The case, locked until the transaction ends: nobody else changes it meanwhile. */
    public CaseFile lock(String caseNumber) {
        return CaseNumber.parse(caseNumber)
                .flatMap(number -> jdbc.sql(SELECT + "where case_number = ? for update of c")
                        .param(number)
                        .query(this::read)
                        .optional())
                .orElseThrow(() -> noSuchCase(caseNumber));
    }

    public CaseFile lock(UUID id) {
        return jdbc.sql(SELECT + "where id = ? for update of c")
                .param(id)
                .query(this::read)
                .single();
    }

    public CaseFile byId(UUID id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::read).single();
    }

    private static Problem noSuchCase(String caseNumber) {
        return Problem.notFound("There is no case " + caseNumber + ".");
    }

    /**
     * The case about this matter that is not closed, if there is one. A case that a parcel opened by itself knows the order only:
     * it is about every line of it.
     */
    public Optional<CaseFile> openMatter(
            String customerId, SubjectKind kind, @Nullable String subjectId, @Nullable String line) {
        return jdbc.sql(SELECT + """
                where brand = ? and customer_id = ? and subject_kind = ? and subject_id = ?
                    and (coalesce(subject_line, '') = coalesce(?, '') or subject_line is null and channel = 'event')
                    and state <> 'closed' and subject_kind <> 'none'
                order by subject_line nulls last limit 1
                for update of c""")
                .params(Arrays.asList(brand, customerId, kind.word(), subjectId, line))
                .query(this::read)
                .optional();
    }

    /** Cases that are not closed about an order or one of its parcels, newest first. */
    public List<CaseFile> openAbout(@Nullable String orderId, @Nullable String trackingCode) {
        return jdbc.sql(SELECT + """
                where state <> 'closed' and brand = :brand and (subject_kind = 'order' and subject_id = :order
                    or facts ->> 'trackingCode' = :tracking
                    or exists (select 1 from backend_order o where o.case_id = c.id and o.tracking_code = :tracking))
                order by opened_at desc limit 10""")
                .param("brand", brand)
                .param("order", orderId)
                .param("tracking", trackingCode)
                .query(this::read)
                .list();
    }

    /** Cases that are not closed about the device of that number, newest first. */
    public List<CaseFile> openAboutDevice(String deviceId) {
        return jdbc.sql(SELECT + """
                where state <> 'closed' and brand = ? and facts ->> 'deviceId' = ? order by opened_at desc limit 10""").params(brand, deviceId).query(this::read).list();
    }

    /**
     * Where a customer's cases stand together.
     *
     * @param open how many are not closed
     * @param lastClosedAt when the last of the others was closed; null if there is none
     */
    public record Standing(int open, @Nullable Instant lastClosedAt) {}

    public Standing standing(String customerId) {
        return jdbc.sql("""
                        select count(*) filter (where state <> 'closed') as open, max(closed_at) as closed from case_file
                        where brand = ? and customer_id = ?""")
                .params(brand, customerId)
                .query((row, index) -> new Standing(row.getInt("open"), Sql.instant(row, "closed")))
                .single();
    }

    /** As {@link #standing}, where nobody else opens or closes a case of that customer until the transaction ends. */
    public Standing lockedStanding(String customerId) {
        jdbc.sql("select 1 from customer_key where brand = ? and customer_id = ? for update")
                .params(brand, customerId)
                .query(Integer.class)
                .optional();
        return standing(customerId);
    }

    /** Cases that are not closed about a contract, in a fixed order, so that two who lock them all do not wait for each other. */
    public List<CaseFile> openAboutContract(String contractId) {
        return jdbc.sql(SELECT + """
                where state <> 'closed' and brand = ? and subject_kind = 'contract' and subject_id = ? order by id limit 10""")
                .params(brand, contractId)
                .query(this::read)
                .list();
    }

    /** What a list of cases is narrowed to; null: any. */
    public record Filter(
            @Nullable String customerId,
            @Nullable String subjectId,
            @Nullable CaseState state,
            @Nullable String owner,
            @Nullable Instant dueBefore,
            @Nullable Instant updatedSince,
            @Nullable String query,
            boolean queryPersonalData,
            @Nullable String openedBy,
            @Nullable String addressee) {}

    /** One page of a list. */
    public record Page(List<CaseFile> items, int page, int size, long total) {}

    /** How many cases are not over, by state. */
    public Map<CaseState, Long> underWay() {
        Map<CaseState, Long> counts = new EnumMap<>(CaseState.class);
        jdbc.sql("select state, count(*) as count from case_file where state <> 'closed' group by state")
                .query(row -> {
                    counts.put(Sql.requiredWord(row, "state", CaseState.class), row.getLong("count"));
                });
        return counts;
    }

    /** Newest first. */
    public Page list(Filter filter, int page, int size) {
        List<String> conditions = new ArrayList<>(List.of("brand = :brand"));
        Map<String, Object> parameters = new HashMap<>(Map.of("brand", brand));
        restrict(conditions, parameters, "customer_id = :customerId", "customerId", filter.customerId());
        restrict(conditions, parameters, "subject_id = :subjectId", "subjectId", filter.subjectId());
        restrict(conditions, parameters, "state = :state", "state", Sql.word(filter.state()));
        restrict(conditions, parameters, "owner = :owner", "owner", filter.owner());
        restrict(
                conditions, parameters, "updated_at >= :updatedSince", "updatedSince", Sql.time(filter.updatedSince()));
        restrict(conditions, parameters, "opened_by = :openedBy", "openedBy", filter.openedBy());
        restrict(
                conditions,
                parameters,
                "exists (select 1 from promise p where p.case_id = c.id and p.state = 'open' and p.ended_at is null and p.due_at < :dueBefore)",
                "dueBefore",
                Sql.time(filter.dueBefore()));
        restrict(
                conditions,
                parameters,
                "id in (select case_id from contact where addressee = :addressee and answered_at is null and direction = 'inbound')",
                "addressee",
                filter.addressee());
        if (filter.query() != null) {
            search(conditions, parameters, filter.query(), filter.queryPersonalData());
        }
        String where = "where " + String.join(" and ", conditions);
        List<CaseFile> items = jdbc.sql(
                        SELECT + where + " order by opened_at desc, case_number desc limit :size offset :skip")
                .params(parameters)
                .param("size", size)
                .param("skip", (long) page * size)
                .query(this::read)
                .list();
        long total = jdbc.sql("select count(*) from case_file c " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        return new Page(items, page, size, total);
    }

    private static void restrict(
            List<String> conditions,
            Map<String, Object> parameters,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }

    private void search(List<String> conditions, Map<String, Object> parameters, String query, boolean personalData) {
        String typed = query.trim();
        parameters.put("typed", CaseNumber.parse(typed).orElse(typed));
        // one question per index, put together afterwards: joined by "or" every case would be read
        String plain = """
                id in (select id from case_file where case_number = :typed
                    union all select id from case_file where lower(subject_id) = lower(:typed)""";
        List<String> words = words(typed);
        if (!personalData || words.isEmpty()) {
            conditions.add(plain + ")");
            return;
        }
        parameters.put("tokens", words.stream().map(vault::blind).toArray(byte[][]::new));
        parameters.put("words", words.size());
        parameters.put("whole", vault.blind(folded(typed)));
        conditions.add(plain + """

                    union all select case_id from case_search where token = :whole
                    union all select case_id from case_search where token = any(:tokens) group by case_id having count(*) = :words)""");
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(word -> !word.isBlank())
                .distinct()
                .toList();
    }

    /** E-mail addresses without case; telephone numbers without blanks and signs, those without a country as German ones. */
    private static String folded(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        if (!trimmed.matches("\\+?[\\d ()/.-]{6,}")) {
            return trimmed;
        }
        return trimmed.replaceAll("[ ()/.-]", "").replaceFirst("^00", "+").replaceFirst("^0", "+49");
    }

    /** The state changes; the reason why stands on the timeline. */
    public void state(CaseFile file, CaseState state, @Nullable BlockedBy blockedBy) {
        jdbc.sql("""
                update case_file set state = :state, blocked_by = :blockedBy, updated_at = :now,
                    solved_at = case when :state = 'solved' then :now else solved_at end
                where id = :id""")
                .param("state", state.word())
                .param("blockedBy", Sql.word(blockedBy))
                .param("now", Sql.time(clock.instant()))
                .param("id", file.id())
                .update();
    }

    public void close(CaseFile file, Outcome outcome) {
        jdbc.sql("""
                update case_file set state = 'closed', blocked_by = null, outcome = :outcome, closed_at = :now, updated_at = :now
                where id = :id""")
                .param("outcome", outcome.word())
                .param("now", Sql.time(clock.instant()))
                .param("id", file.id())
                .update();
    }

    public void owner(CaseFile file, String owner, boolean continuation) {
        jdbc.sql("update case_file set owner = ?, continuations = continuations + ?, updated_at = ? where id = ?")
                .params(owner, continuation ? 1 : 0, Sql.time(clock.instant()), file.id())
                .update();
    }

    /** A question was asked; where a person had to act, the case waits for the answer now. */
    public void consulted(CaseFile file) {
        jdbc.sql("""
                update case_file set consultations = consultations + 1, updated_at = ?,
                    blocked_by = case when state = 'open' then coalesce(blocked_by, 'consultation') else blocked_by end
                where id = ?""").params(Sql.time(clock.instant()), file.id()).update();
    }

    /** Nobody waits for an answer any more. */
    public void consultationOver(CaseFile file) {
        jdbc.sql("update case_file set blocked_by = nullif(blocked_by, 'consultation'), updated_at = ? where id = ?")
                .params(Sql.time(clock.instant()), file.id())
                .update();
    }

    /** Somebody accepted the case from its owner. */
    public void handedOn(CaseFile file, String owner) {
        jdbc.sql("update case_file set owner = ?, handoffs = handoffs + 1, updated_at = ? where id = ?")
                .params(owner, Sql.time(clock.instant()), file.id())
                .update();
    }

    public void withdrawn(CaseFile file) {
        Instant now = clock.instant();
        jdbc.sql("update case_file set withdrawn_at = ?, updated_at = ? where id = ?")
                .params(Sql.time(now), Sql.time(now), file.id())
                .update();
    }

    public void flow(CaseFile file, String flow) {
        jdbc.sql("update case_file set flow = ? where id = ?")
                .params(flow, file.id())
                .update();
    }

    /** Something about the case changed that lies in another table. */
    public void touch(CaseFile file) {
        jdbc.sql("update case_file set updated_at = ? where id = ?")
                .params(Sql.time(clock.instant()), file.id())
                .update();
    }

    /** The address did not prove right: it has to be confirmed anew. */
    public void doubtAddress(CaseFile file) {
        jdbc.sql("update case_file set sealed = ?, address_confirmed = false, updated_at = ? where id = ?")
                .params(file.keys().sealJson(Personal.of(file, null)), Sql.time(clock.instant()), file.id())
                .update();
    }

    /** An identified customer said where shipments of this case go. */
    public void confirmAddress(CaseFile file, Address address) {
        jdbc.sql("""
                update case_file set sealed = ?, address_confirmed = true, blocked_by = nullif(blocked_by, 'customer'), updated_at = ?
                where id = ?""")
                .params(file.keys().sealJson(Personal.of(file, address)), Sql.time(clock.instant()), file.id())
                .update();
    }

    /**
     * What the shop knows replaces what was claimed; what it does not know stays as it was told. Its e-mail address and mobile
     * number become the contact on file.
     */
    public void known(CaseFile file, CaseFile.Subject shop, @Nullable String email, @Nullable String mobile) {
        CaseFile.Subject told = file.subject();
        Set<String> known = new TreeSet<>(file.known());
        Address delivery = learn(known, "deliveryAddress", shop.deliveryAddress(), told.deliveryAddress());
        jdbc.sql("""
                update case_file set item = :item, value_cents = :value, paid_cents = :paid, interest_cents = :interest,
                    monthly_fee_cents = :monthlyFee, purchased_on = :purchasedOn, payment_means = :paymentMeans, sealed = :sealed,
                    known = :known, updated_at = :now
                where id = :id""")
                .param("item", learn(known, "item", shop.item(), told.item()))
                .param("value", cents(learn(known, "value", shop.value(), told.value())))
                .param("paid", cents(learn(known, "paid", shop.paid(), told.paid())))
                .param("interest", cents(learn(known, "interestPaid", shop.interestPaid(), told.interestPaid())))
                .param("monthlyFee", cents(learn(known, "monthlyFee", shop.monthlyFee(), told.monthlyFee())))
                .param("purchasedOn", learn(known, "purchasedOn", shop.purchasedOn(), told.purchasedOn()))
                .param("paymentMeans", Sql.word(learn(known, "paymentMeans", shop.paymentMeans(), told.paymentMeans())))
                .param(
                        "sealed",
                        file.keys().sealJson(Personal.of(file, file.address()).known(delivery, email, mobile)))
                .param("known", known.toArray(String[]::new))
                .param("now", Sql.time(clock.instant()))
                .param("id", file.id())
                .update();
    }

    private static <T> @Nullable T learn(Set<String> known, String name, @Nullable T shop, @Nullable T told) {
        if (shop == null) {
            return told;
        }
        known.add(name);
        return shop;
    }

    private static @Nullable JsonNode freeTexts(CaseFile file) {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        FREE_TEXT_FACTS.stream()
                .filter(file.facts()::has)
                .forEach(name -> texts.set(name, file.facts().get(name)));
        return texts.isEmpty() ? null : texts;
    }

    /** A fact learned after the opening, such as that the parcel is on its way back. */
    public void fact(CaseFile file, String name, String value) {
        jdbc.sql("update case_file set facts = facts || jsonb_build_object(?, ?), updated_at = ? where id = ?")
                .params(name, value, Sql.time(clock.instant()), file.id())
                .update();
    }

    /** The keys of a customer, from their wrapped form. */
    public Vault.Keys keys(byte[] wrapped) {
        return vault.keys(wrapped);
    }

    private CaseFile read(ResultSet row, int index) throws SQLException {
        String customerId = row.getString("customer_id");
        Vault.Keys keys = vault.keys(row.getBytes("wrapped_key"));
        Personal personal = keys.openJson(row.getBytes("sealed"), Personal.class);
        return new CaseFile(
                Sql.uuid(row, "id"),
                row.getString("case_number"),
                row.getString("brand"),
                Sql.requiredWord(row, "type", CaseType.class),
                Sql.requiredWord(row, "state", CaseState.class),
                Sql.word(row, "outcome", Outcome.class),
                Sql.word(row, "blocked_by", BlockedBy.class),
                row.getString("owner"),
                Sql.requiredWord(row, "channel", Channel.class),
                Sql.requiredWord(row, "identified", Identified.class),
                new Actor(Actor.Kind.valueOf(row.getString("opened_by_kind")), row.getString("opened_by"), Set.of()),
                Sql.requiredInstant(row, "opened_at"),
                Sql.requiredInstant(row, "updated_at"),
                Sql.instant(row, "solved_at"),
                Sql.instant(row, "withdrawn_at"),
                Sql.date(row, "need_by"),
                new CaseFile.Customer(
                        customerId,
                        personal.name(),
                        personal.email(),
                        personal.mobile(),
                        row.getString("language"),
                        row.getString("region"),
                        row.getString("preferred_channel")),
                new CaseFile.Subject(
                        Sql.requiredWord(row, "subject_kind", SubjectKind.class),
                        row.getString("subject_id"),
                        row.getString("subject_line"),
                        row.getString("item"),
                        Sql.money(row, "value_cents"),
                        Sql.money(row, "paid_cents"),
                        Sql.money(row, "interest_cents"),
                        Sql.money(row, "monthly_fee_cents"),
                        Sql.date(row, "purchased_on"),
                        Sql.word(row, "payment_means", PaymentMeans.class),
                        personal.deliveryAddress()),
                new CaseFile.ContactOnFile(
                        personal.emailOnFile() == null ? personal.email() : personal.emailOnFile(),
                        personal.mobileOnFile() == null ? personal.mobile() : personal.mobileOnFile()),
                personal.concern(),
                facts(row.getString("facts"), personal.texts()),
                personal.address(),
                strings(row, "known"),
                row.getInt("handoffs"),
                row.getInt("continuations"),
                row.getInt("consultations"),
                row.getObject("parent_case", UUID.class),
                Sql.uuid(row, "matter_id"),
                row.getString("flow"),
                keys);
    }

    private JsonNode facts(String stored, @Nullable JsonNode texts) {
        try {
            ObjectNode facts = (ObjectNode) json.readTree(stored);
            if (texts instanceof ObjectNode free) {
                facts.setAll(free);
            }
            return facts;
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("stored facts cannot be read", failure);
        }
    }

    private String write(JsonNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("facts cannot be written", failure);
        }
    }

    private static Set<String> strings(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return new TreeSet<>(Arrays.asList((String[]) array.getArray()));
    }

    private static @Nullable Long cents(@Nullable Money money) {
        return money == null ? null : money.cents();
    }
}
