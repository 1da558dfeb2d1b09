package org.einhand.sandbox;

import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sets how a stand-in behaves. */
@RestController
@RequestMapping("/sandbox/backends/{name}/behaviour")
@Profile("sandbox")
class BehaviourController {

    private final Behaviours behaviours;

    BehaviourController(Behaviours behaviours) {
        this.behaviours = behaviours;
    }

    record Behaviour(@Nullable String mode) {}

    @GetMapping
    Behaviour behaviour(@PathVariable("name") String name) {
        return new Behaviour(behaviours.of(backend(name)).word());
    }

    @PutMapping
    Behaviour behave(@PathVariable("name") String name, @RequestBody Behaviour behaviour) {
        Behaviours.Mode mode = Behaviours.Mode.of(String.valueOf(behaviour.mode()));
        behaviours.set(backend(name), mode);
        return new Behaviour(mode.word());
    }

    private static Backend backend(String name) {
        try {
            return Backend.of(name);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound(String.valueOf(unknown.getMessage()));
        }
    }
}
