package org.einhand.desk;

import java.time.Instant;
import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.promise.PromiseTerms;
import org.einhand.promise.Promises;
import org.einhand.remedy.activation.Lines;
import org.springframework.stereotype.Component;

/** Makes promises: on file, on the timeline, watched by the case and told to the customer. */
@Component
class Promising {

    private final Promises promises;
    private final PromiseTerms terms;
    private final Lines lines;
    private final Timeline timeline;
    private final CaseSignals signals;
    private final OutgoingEvents outgoing;
    private final Telling telling;
    private final Words words;
    private final Agreed agreed;

    Promising(
            Promises promises,
            PromiseTerms terms,
            Lines lines,
            Timeline timeline,
            CaseSignals signals,
            OutgoingEvents outgoing,
            Telling telling,
            Words words,
            Agreed agreed) {
        this.promises = promises;
        this.terms = terms;
        this.lines = lines;
        this.timeline = timeline;
        this.signals = signals;
        this.outgoing = outgoing;
        this.telling = telling;
        this.words = words;
        this.agreed = agreed;
    }

    PromiseTerms.Terms terms(CaseFile file) {
        return terms.forCase(file);
    }

    /** The first promise of a case; the receipt tells it. */
    Promises.Promise first(CaseFile file, Actor by) {
        return made(file, terms.forCase(file).on(PromiseTerms.Occasion.OPENED, null), by);
    }

    /** A decision was taken: what will be done, by when. The model tells the customer. */
    Promises.Promise decided(CaseFile file, PromiseTerms.Term term, Actor by) {
        return made(file, term, by);
    }

    private Promises.Promise made(CaseFile file, PromiseTerms.Term term, Actor by) {
        Promises.Promise promise = make(file, term, by, false);
        outgoing.promise(file, "promise.made", promise);
        return promise;
    }

    /** What was promised cannot be kept as it was: a new time, with the reason, told at once. */
    Promises.Promise renewed(CaseFile file, PromiseTerms.Term term, Actor by, boolean putOff) {
        Optional<Promises.Promise> before = promises.current(file);
        Promises.Promise promise = make(file, term, by, putOff);
        outgoing.promise(file, "promise.renewed", promise);
        telling.tell(new Telling.Message(
                file,
                "promise-renewed",
                String.valueOf(promise.version()),
                null,
                facts -> facts.promise(agreed.promised(file, promise), promise.dueAt())
                        .renewed(
                                words.reason(file, promise.reason()),
                                before.map(Promises.Promise::dueAt).orElse(null))));
        return promise;
    }

    private Promises.Promise make(CaseFile file, PromiseTerms.Term term, Actor by, boolean putOff) {
        Promises.Promise promise = promises.make(file, term, by, putOff);
        timeline.add(
                file,
                Timeline.Kind.PROMISE,
                by,
                "Promised: %s by %s%s"
                        .formatted(
                                promise.what(),
                                Words.time(promise.dueAt()),
                                promise.reason() == null ? "" : " (" + promise.reason() + ")"));
        if (file.flow() != null) {
            signals.dueBy(file.flow(), promise.dueAt());
        }
        // the watch looks at the next promise by itself when it has just put one off
        if (!putOff && file.flow() != null) {
            signals.promised(file.flow(), promise.lookAt());
        }
        return promise;
    }

    void kept(CaseFile file) {
        promises.kept(file);
    }

    void released(CaseFile file) {
        promises.released(file);
    }

    /** Looks after the current promise: it is renewed, a lead is called in, or it is recorded as broken. */
    void watch(CaseFile file, Instant now) {
        promises.current(file)
                .filter(promise -> promise.isOpen() && !now.isBefore(promise.lookAt()))
                .ifPresent(promise -> {
                    if (!now.isBefore(promise.dueAt())) {
                        lapsed(file, promise);
                    } else if (promise.mayBeRenewed()) {
                        putOff(file, promise);
                    } else {
                        leadCalledIn(file, promise);
                    }
                });
    }

    /** A lead spoke with the customer and gave her a new time. */
    void newTimeByPhone(CaseFile file, Actor caller) {
        promises.current(file).ifPresent(promise -> make(file, later(file, promise), caller, false));
    }

    private void lapsed(CaseFile file, Promises.Promise promise) {
        promises.broken(promise);
        timeline.add(
                file,
                Timeline.Kind.PROMISE,
                Actor.EINHAND,
                "Not kept: %s by %s".formatted(promise.what(), Words.time(promise.dueAt())));
        outgoing.promise(file, "promise.broken", promise);
        if (promise.mayBeRenewed()) {
            putOff(file, promise);
        }
    }

    private void putOff(CaseFile file, Promises.Promise promise) {
        renewed(file, later(file, promise), Actor.EINHAND, true);
    }

    /** Another time for what was promised: the network's, where it expects a broken line to work at a later time, else the rules'. */
    private PromiseTerms.Term later(CaseFile file, Promises.Promise promise) {
        PromiseTerms.Term term = terms.forCase(file)
                .after(promise.dueAt())
                .on(PromiseTerms.Occasion.RENEWED, null)
                .of(promise.what());
        Lines.Line line = lines.of(file);
        Instant expected = line.expected();
        if (expected == null || !expected.isAfter(promise.dueAt())) {
            return term;
        }
        return term.by(expected)
                .of(lineWorks(promise.what(), true))
                .because(line.diagnosis() == null ? null : line.diagnosis().expectedBecause());
    }

    /** Who was promised a next step is promised the line, once the network tells when it expects it to work. */
    static String lineWorks(String promised, boolean expected) {
        return expected && promised.equals("next-step") ? "line-works" : promised;
    }

    /** It was put off often enough: a lead calls the customer before it lapses. */
    private void leadCalledIn(CaseFile file, Promises.Promise promise) {
        promises.escalated(promise);
        timeline.add(
                file,
                Timeline.Kind.PROMISE,
                Actor.EINHAND,
                "Put off %d times already: a lead is to call before %s"
                        .formatted(promise.renewals(), Words.time(promise.dueAt())));
        telling.tell(new Telling.Message(
                file,
                "call",
                "promise-" + promise.version(),
                null,
                facts -> facts.call(null, promise.dueAt()).promise(agreed.promised(file, promise), promise.dueAt())));
    }
}
