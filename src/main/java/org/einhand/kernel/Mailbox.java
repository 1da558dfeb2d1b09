package org.einhand.kernel;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The mailbox that customers write to. Einhand alone reads it: what is unread there has not been taken yet.
 *
 * @param port 0: the usual one
 * @param every how long after one look the next one follows
 * @param largest mails above this stay in the mailbox and are listed
 */
public record Mailbox(
        String host,
        @DefaultValue("0") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("on") Tls tls,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("30s") Duration every,
        @DefaultValue("30MB") DataSize largest) {

    /** How the way there is encrypted. */
    public enum Tls {
        /** From the first byte. */
        ON,
        /** After the greeting; without it nothing is read. */
        STARTTLS,
        /** Not at all: for a mail server on the same machine. */
        OFF
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + host + "/" + folder;
    }
}
