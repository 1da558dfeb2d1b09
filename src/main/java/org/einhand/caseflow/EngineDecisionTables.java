package org.einhand.caseflow;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.einhand.kernel.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evaluates the deployed tables directly: an agent's look at her options leaves no row behind. */
@Component
class EngineDecisionTables implements DecisionTables {

    private final RepositoryService repository;
    private final InternalCalls internal;
    private final DmnEngine dmn = RuleEngine.build();
    private final Map<String, DmnDecision> parsed = new ConcurrentHashMap<>();

    EngineDecisionTables(RepositoryService repository, InternalCalls internal) {
        this.repository = repository;
        this.internal = internal;
    }

    @Override
    public Table latest(String key) {
        return internal.call(() -> {
            DecisionDefinition definition = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(key)
                    .latestVersion()
                    .singleResult();
            if (definition == null) {
                throw new IllegalStateException("The decision " + key + " is not deployed");
            }
            return new DeployedTable(
                    key + ":" + definition.getVersion(),
                    parsed.computeIfAbsent(definition.getId(), id -> parse(id, key)));
        });
    }

    private DmnDecision parse(String definitionId, String key) {
        InputStream model = repository.getDecisionModel(definitionId);
        return dmn.parseDecision(key, model);
    }

    private final class DeployedTable implements Table {
        private final String version;
        private final DmnDecision decision;

        DeployedTable(String version, DmnDecision decision) {
            this.version = version;
            this.decision = decision;
        }

        @Override
        public String version() {
            return version;
        }

        @Override
        public List<Rule> evaluate(Map<String, @Nullable Object> inputs) {
            return dmn.evaluateDecision(decision, inputs).getResultList().stream()
                    .map(outputs -> new Rule(new HashMap<>(outputs)))
                    .toList();
        }
    }
}
