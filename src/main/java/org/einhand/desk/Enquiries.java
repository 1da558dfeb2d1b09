package org.einhand.desk;

import java.util.List;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.SubjectKind;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.einhand.remedy.BackendFailure;
import org.einhand.remedy.shop.Shop;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an agent asks about an order or a contract while she talks, before there is a case. */
@Component
public class Enquiries {

    private static final String HIDDEN = "•••";
    private static final int MOST = 5;

    private final Shop shop;
    private final CaseFiles files;
    private final CaseViews views;

    Enquiries(Shop shop, CaseFiles files, CaseViews views) {
        this.shop = shop;
        this.files = files;
        this.views = views;
    }

    /**
     * What there is.
     *
     * @param shop {@code known}, {@code unknown}, or {@code silent} if it does not say
     * @param cases the latest cases about it, newest first
     */
    public record Found(String shop, @Nullable Known known, List<CaseView.Item> cases) {}

    /** What the shop knows; who it is and where it went only for those who may see it. */
    public record Known(
            @Nullable String customerId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String item,
            @Nullable Money value,
            @Nullable Money paid,
            @Nullable String purchasedOn,
            @Nullable String paymentMeans,
            @Nullable Address deliveryAddress,
            int lines) {}

    /**
     * Looks an order or contract up, in the shop and in our own file.
     *
     * @throws Problem 403
     */
    public Found about(SubjectKind kind, String id, Actor agent) {
        if (!agent.isAgent()) {
            throw Problem.forbidden("Only agents look orders up.");
        }
        List<CaseFile> found = views
                .list(new CaseFiles.Filter(null, id, null, null, null, null, null, false, null, null), 0, MOST)
                .items()
                .stream()
                .filter(file -> file.subject().kind() == kind)
                .toList();
        List<CaseView.Item> cases = views.items(found, agent);
        try {
            return shop.look(kind, id, null)
                    .map(known -> new Found("known", shown(known, agent.seesPersonalData()), cases))
                    .orElseGet(() -> new Found("unknown", null, cases));
        } catch (BackendFailure silence) {
            return new Found("silent", null, cases);
        }
    }

    private static Known shown(Shop.Known known, boolean all) {
        var subject = known.subject();
        Address address = subject.deliveryAddress();
        return new Known(
                known.customerId(),
                hidden(known.name(), all),
                hidden(known.email(), all),
                hidden(known.mobile(), all),
                subject.item(),
                subject.value(),
                subject.paid(),
                subject.purchasedOn() == null ? null : subject.purchasedOn().toString(),
                Sql.word(subject.paymentMeans()),
                all || address == null ? address : new Address(null, HIDDEN, HIDDEN, HIDDEN, address.country()),
                known.lines());
    }

    private static @Nullable String hidden(@Nullable String value, boolean all) {
        return all || value == null ? value : HIDDEN;
    }
}
