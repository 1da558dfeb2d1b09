package org.einhand.intake.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.casefile.InboundMails;
import org.einhand.desk.Correspondence;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** A mail that cannot be brought waits, and is set aside in the end. */
class MailBringingTest {

    private static final UUID ID = UUID.randomUUID();

    private final InboundMails mails = mock(InboundMails.class);
    private final Correspondence correspondence = mock(Correspondence.class);
    private final UnitOfWork unitOfWork = mock(UnitOfWork.class);
    private final MailReader reader =
            new MailReader(new AttachmentLimits(DataSize.ofKilobytes(1), 1, Set.of()), "service@einhand.example");
    private final MailBringing bringing = new MailBringing(mails, reader, correspondence, unitOfWork);

    @BeforeEach
    void aMailIsThere() {
        doAnswer(call -> {
                    call.<Runnable>getArgument(0).run();
                    return null;
                })
                .when(unitOfWork)
                .run(any(Runnable.class));
        when(mails.lock(ID)).thenReturn(true);
        when(mails.original(ID))
                .thenReturn(Optional.of("From: a@example.org\r\n\r\nText".getBytes(StandardCharsets.UTF_8)));
    }

    private void attempt(int attempt) {
        when(mails.claim(any()))
                .thenReturn(Optional.of(
                        new InboundMails.Mail(ID, Instant.now(), 10, InboundMails.State.STORED, attempt, null, null)));
        assertThat(bringing.next()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1,PT2S", "2,PT10S", "3,PT1M", "4,PT10M"})
    void it_is_tried_again_after_longer_and_longer_waits(int attempt, Duration wait) {
        doThrow(new Problem("some-slug", 409, "no")).when(correspondence).bring(any());
        attempt(attempt);
        verify(mails).later(ID, wait, "some-slug");
        verify(mails, never()).setAside(any(), any());
    }

    @Test
    void after_five_times_a_person_looks_at_it() {
        doThrow(new IllegalStateException("broken")).when(correspondence).bring(any());
        attempt(5);
        verify(mails).setAside(ID, "IllegalStateException");
        verify(mails, never()).later(any(), any(), any());
    }

    @Test
    void what_somebody_else_brought_meanwhile_is_not_brought_again() {
        when(mails.lock(ID)).thenReturn(false);
        attempt(1);
        verify(correspondence, never()).bring(any());
    }

    @Test
    void what_is_stored_is_read_and_brought() {
        attempt(1);
        verify(correspondence).bring(any(Correspondence.Mail.class));
        verify(mails, never()).later(eq(ID), any(), any());
    }
}
