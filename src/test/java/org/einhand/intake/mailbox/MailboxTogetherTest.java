package org.einhand.intake.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einhand.casefile.InboundMails;
import org.einhand.kernel.Mailbox;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

/** Several nodes look at one mailbox: no mail twice, none lost. */
@EinhandTest
class MailboxTogetherTest {

    private static final int MAILS = 12;

    private final House house;
    private final Http http;
    private final Mailbox mailbox;
    private final InboundMails mails;
    private final Clock clock;

    MailboxTogetherTest(
            @LocalServerPort int port,
            @Autowired Mailbox mailbox,
            @Autowired InboundMails mails,
            @Autowired Clock clock) {
        this.house = new House(port);
        this.http = Http.anonymous(port);
        this.mailbox = mailbox;
        this.mails = mails;
        this.clock = clock;
    }

    @Test
    void many_nodes_and_twice_the_same_mail_make_each_mail_one_contact() throws Exception {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        String run = UUID.randomUUID().toString().substring(0, 8);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<Object>> looks = new ArrayList<>();
            for (int i = 0; i < MAILS; i++) {
                deliver(number, run, i);
                deliver(number, run, i);
                for (int node = 0; node < 2; node++) {
                    looks.add(nodes.submit((Callable<Object>) () -> new MailFetch(mailbox, mails, clock).fetch()));
                }
            }
            for (Future<Object> look : looks) {
                look.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        house.until(number, file -> file.at("/counts/contacts").asInt() == MAILS + 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> unread() == 0);
        assertThat(house.look(number).at("/counts/contacts").asInt()).isEqualTo(MAILS + 1);
        for (int i = 0; i < MAILS; i++) {
            String words = "Mail " + i + " of " + run + ".";
            assertThat(house.look(number).path("contacts").findValuesAsText("text"))
                    .filteredOn(words::equals)
                    .hasSize(1);
        }
    }

    @Test
    void a_mail_that_is_too_large_stays_in_the_mailbox_and_is_listed() throws Exception {
        long before = setAside("too-large");
        String number = house.open("agent", House.redelivery("phone", "questions"));
        Mailbox narrow = new Mailbox(
                mailbox.host(),
                mailbox.port(),
                mailbox.user(),
                mailbox.password(),
                mailbox.tls(),
                mailbox.folder(),
                mailbox.every(),
                DataSize.ofBytes(10));
        // the application itself may be faster with this mail: then it was taken, and another is tried
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            deliver(number, UUID.randomUUID().toString(), 0);
            new MailFetch(narrow, mails, clock).fetch();
            return setAside("too-large") > before;
        });
    }

    @Test
    void the_log_never_shows_the_password() {
        Mailbox other = new Mailbox(
                "imap.example",
                0,
                "service",
                "geheim",
                Mailbox.Tls.ON,
                "INBOX",
                Duration.ofSeconds(30),
                DataSize.ofMegabytes(1));
        assertThat(other.toString()).isEqualTo("service@imap.example/INBOX");
    }

    private long setAside(String why) {
        return mails.list(InboundMails.State.SET_ASIDE, 0, 200).stream()
                .filter(mail -> why.equals(mail.outcome()))
                .count();
    }

    private void deliver(String number, String run, int which) {
        String mail = String.join(
                "\r\n",
                "From: Fremd <fremd@elsewhere.example>",
                "Message-ID: <" + run + "-" + which + "@elsewhere.example>",
                "Subject: Re: " + number,
                "",
                "Mail " + which + " of " + run + ".");
        assertThat(http.post("/sandbox/mailbox", mail, "Content-Type", "message/rfc822")
                        .statusCode())
                .isEqualTo(202);
    }

    private int unread() throws Exception {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
            try (Folder folder = store.getFolder(mailbox.folder())) {
                folder.open(Folder.READ_ONLY);
                return folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false)).length;
            }
        }
    }
}
