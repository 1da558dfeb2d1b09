package org.einhand.caseflow;

import camundajar.impl.scala.util.Either;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.context.Context;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper;

/**
 * The DMN engine that tables are asked with. The engine as it comes parses every cell anew at each evaluation, which is most of
 * what an evaluation costs; this one keeps what it parsed. There are as many different cells as process owners write.
 */
public final class RuleEngine {

    private RuleEngine() {}

    /** A new engine, with nothing parsed yet. */
    public static DmnEngine build() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(ScalaFeel::new);
        return configuration.buildEngine();
    }

    private static final class ScalaFeel extends ScalaFeelEngine {
        ScalaFeel() {
            super(List.of());
        }

        @Override
        protected FeelEngine buildFeelEngine(
                CustomFunctionTransformer functions, ValueMapper.CompositeValueMapper values) {
            return new Remembering(super.buildFeelEngine(functions, values));
        }
    }

    private static final class Remembering extends FeelEngine {
        private final Map<String, Either<FeelEngine.Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
        private final Map<String, Either<FeelEngine.Failure, ParsedExpression>> tests = new ConcurrentHashMap<>();

        Remembering(FeelEngine engine) {
            super(engine.functionProvider(), engine.valueMapper(), engine.configuration(), engine.clock());
        }

        @Override
        public Either<FeelEngine.Failure, Object> evalExpression(String expression, Context context) {
            return evaluate(expressions, expression, this::parseExpression, context);
        }

        @Override
        public Either<FeelEngine.Failure, Object> evalUnaryTests(String expression, Context context) {
            return evaluate(tests, expression, this::parseUnaryTests, context).map(Boolean.TRUE::equals);
        }

        private Either<FeelEngine.Failure, Object> evaluate(
                Map<String, Either<FeelEngine.Failure, ParsedExpression>> known,
                String expression,
                Function<String, Either<FeelEngine.Failure, ParsedExpression>> parse,
                Context context) {
            return known.computeIfAbsent(expression, parse).flatMap(parsed -> eval(parsed, context));
        }
    }
}
