package org.einhand.desk;

import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.HalfWrittenNotes;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an agent writes in a case before she sends it: kept here, so that a reload or another owner loses nothing. */
@Component
public class NotesInHand {

    private static final int LONGEST = 4000;

    private final CaseViews views;
    private final HalfWrittenNotes notes;

    NotesInHand(CaseViews views, HalfWrittenNotes notes) {
        this.views = views;
        this.notes = notes;
    }

    /**
     * The note of a case as its reader may see it.
     *
     * @throws Problem 403, 404
     */
    @Transactional(readOnly = true)
    public Optional<HalfWrittenNotes.Note> of(String caseNumber, Actor reader) {
        CaseFile file = readable(caseNumber, reader);
        Mask mask = Mask.of(file, reader.seesPersonalData());
        return notes.of(file)
                .map(note -> note.writtenBy().equals(reader.id())
                        ? note
                        : new HalfWrittenNotes.Note(mask.text(note.text()), note.writtenBy(), note.writtenAt()));
    }

    /**
     * Keeps what she has written so far; nothing written, nothing kept.
     *
     * @throws Problem 403, 404; {@code invalid-request} with the pointer {@code /text}
     */
    @Transactional
    public void keep(String caseNumber, Actor writer, String text) {
        CaseFile file = readable(caseNumber, writer);
        TypedText.flawInProse(text).ifPresent(flaw -> {
            throw Problem.invalid("/text", flaw);
        });
        if (text.length() > LONGEST) {
            throw Problem.invalid("/text", "must have at most " + LONGEST + " characters");
        }
        if (text.isBlank()) {
            notes.drop(file);
        } else {
            notes.keep(file, writer, text);
        }
    }

    private CaseFile readable(String caseNumber, Actor actor) {
        if (!actor.isAgent()) {
            throw Problem.forbidden("Only agents write in cases.");
        }
        return views.readable(caseNumber, actor);
    }
}
