package org.einhand.sandbox;

import java.net.URI;
import java.util.List;
import org.einhand.kernel.Problem;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plays a story. */
@RestController
@Profile("sandbox")
class StoryController {

    private final List<Story> stories;

    StoryController(List<Story> stories) {
        this.stories = stories;
    }

    record Played(String caseNumber) {}

    @PostMapping("/sandbox/stories/{number}")
    ResponseEntity<Played> play(@PathVariable("number") String number) {
        String caseNumber = stories.stream()
                .filter(story -> Integer.toString(story.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no story " + number + " to play."))
                .play();
        return ResponseEntity.created(URI.create("/api/cases/" + caseNumber)).body(new Played(caseNumber));
    }
}
