package org.einhand.sandbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A mail server of the sandbox's own, on a free port of this machine. It takes every mail and delivers none, except that
 * addresses under {@code bounce.example} do not exist (550), those under {@code slow.example} are not served for the time being
 * (451), and {@link #refuseFor} lets it fail for everybody.
 */
public final class MailCatcher implements AutoCloseable {

    private static final int KEPT = 500;

    private final Deque<MimeMessage> caught = new ArrayDeque<>();
    private final SmtpServer server;
    private volatile @Nullable String refusal;

    MailCatcher() {
        server = new SmtpServer(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new CatchingManagers());
        server.startService();
        try {
            if (!server.waitTillRunning(TimeUnit.SECONDS.toMillis(10))) {
                throw new IllegalStateException("The mail catcher does not start");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The mail catcher was stopped while starting", stop);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** The youngest mails, at most 500; oldest first. */
    public List<MimeMessage> caught() {
        synchronized (caught) {
            return List.copyOf(caught);
        }
    }

    /** From now on every recipient is answered with this, such as {@code 451 try later}; null: all is well again. */
    public void refuseFor(@Nullable String answer) {
        refusal = answer;
    }

    @Override
    public void close() {
        server.stopService();
    }

    private @Nullable String objection(String address) {
        String recipient = address.toLowerCase(Locale.ROOT);
        if (recipient.endsWith("@bounce.example")) {
            return "550 5.1.1 no such mailbox";
        }
        if (recipient.endsWith("@slow.example")) {
            return "451 4.3.0 mailbox busy, try again later";
        }
        return refusal;
    }

    private void keep(MimeMessage mail) {
        synchronized (caught) {
            caught.addLast(mail);
            if (caught.size() > KEPT) {
                caught.removeFirst();
            }
        }
    }

    private final class CatchingManagers extends Managers {

        private final SmtpManager smtp = new CatchingManager(getImapHostManager(), getUserManager());

        @Override
        public SmtpManager getSmtpManager() {
            return smtp;
        }
    }

    private final class CatchingManager extends SmtpManager {

        CatchingManager(ImapHostManager imap, UserManager users) {
            super(imap, users);
        }

        @Override
        public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
            return objection(recipient.getEmail());
        }

        @Override
        public synchronized void send(SmtpState state) {
            keep(state.getMessage().getMessage());
        }
    }
}
