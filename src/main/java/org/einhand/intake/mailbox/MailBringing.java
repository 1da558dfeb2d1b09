package org.einhand.intake.mailbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.einhand.casefile.InboundMails;
import org.einhand.desk.Correspondence;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings stored mail to where it belongs. What a mail brings about and the note that it was brought are one transaction. One that
 * cannot be brought waits, then is set aside for a person; the others go on meanwhile.
 */
@Component
class MailBringing {

    private static final Logger LOG = LoggerFactory.getLogger(MailBringing.class);

    /** Longer than bringing a mail can take. */
    private static final Duration CLAIM = Duration.ofSeconds(120);

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final InboundMails mails;
    private final MailReader reader;
    private final Correspondence correspondence;
    private final UnitOfWork unitOfWork;

    MailBringing(InboundMails mails, MailReader reader, Correspondence correspondence, UnitOfWork unitOfWork) {
        this.mails = mails;
        this.reader = reader;
        this.correspondence = correspondence;
        this.unitOfWork = unitOfWork;
    }

    /** Brings the next mail that is due; false if there is none. */
    boolean next() {
        Optional<InboundMails.Mail> mail = mails.claim(CLAIM);
        mail.ifPresent(this::bring);
        return mail.isPresent();
    }

    private void bring(InboundMails.Mail mail) {
        try {
            Correspondence.Mail read = reader.read(
                    mail.id(), mail.arrivedAt(), mails.original(mail.id()).orElseThrow());
            unitOfWork.run(() -> {
                if (mails.lock(mail.id())) {
                    correspondence.bring(read);
                }
            });
        } catch (MailReader.Unreadable failure) {
            LOG.warn("Mail {} is set aside, it cannot be read: {}", mail.id(), failure.toString());
            mails.setAside(mail.id(), "unreadable");
        } catch (RuntimeException failure) {
            String why = failure instanceof Problem problem
                    ? problem.slug()
                    : failure.getClass().getSimpleName();
            if (mail.attempts() > WAITS.size()) {
                LOG.warn("Mail {} is set aside, it cannot be brought: {}", mail.id(), failure.toString());
                mails.setAside(mail.id(), why);
            } else {
                Duration wait = WAITS.get(mail.attempts() - 1);
                LOG.warn("Mail {} is tried again in {}: {}", mail.id(), wait, failure.toString());
                mails.later(mail.id(), wait, why);
            }
        }
    }
}
