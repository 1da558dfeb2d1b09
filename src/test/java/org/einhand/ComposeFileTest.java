package org.einhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be checked of the container files without a container engine. */
class ComposeFileTest {

    private static final Path COMPOSE = Path.of("docker", "compose.yaml");
    private static final Path IMAGE = Path.of("docker", "Dockerfile");

    @Test
    void everyServiceHasAnImageAndAHealthCheck() throws IOException {
        assertThat(services()).containsOnlyKeys("einhand", "postgres", "mail");
        services().forEach((name, service) -> {
            assertThat(service).as(name).containsKey("image");
            // Einhand's own is in its image
            assertThat(service.containsKey("healthcheck") || service.containsKey("build"))
                    .as("health check of " + name)
                    .isTrue();
        });
        assertThat(Files.readString(IMAGE)).contains("HEALTHCHECK");
    }

    @Test
    void whatItRefersToIsThere() throws IOException {
        Map<String, Object> volumes = map(file().get("volumes"));
        services().forEach((name, service) -> {
            assertThat(services(service, "depends_on")).as(name).isSubsetOf(serviceNames());
            list(service, "volumes")
                    .map(volume -> volume.split(":", -1)[0])
                    .forEach(volume -> assertThat(volumes).containsKey(volume));
        });
        Map<String, Object> build = map(map(services().get("einhand")).get("build"));
        Path context = COMPOSE.resolveSibling(String.valueOf(build.get("context")));
        assertThat(context.resolve(String.valueOf(build.get("dockerfile")))).exists();
    }

    @Test
    void nothingCanBeReachedFromOtherMachines() throws IOException {
        services().values().stream()
                .flatMap(service -> list(service, "ports"))
                .forEach(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void bringsNoSecretOfItsOwn() throws IOException {
        services()
                .values()
                .forEach(service -> map(service.getOrDefault("environment", Map.of()))
                        .forEach((variable, value) -> {
                            if (variable.matches(".*(PASSWORD|SECRET|KEY).*")) {
                                assertThat(String.valueOf(value))
                                        .as(variable)
                                        .startsWith("${")
                                        .contains(":?");
                            }
                        }));
    }

    @Test
    void theImageRunsAsAUserWithoutRights() throws IOException {
        List<String> steps = Files.readAllLines(IMAGE);
        assertThat(steps).anyMatch(step -> step.matches("USER [1-9]\\d*:[1-9]\\d*"));
        assertThat(steps.indexOf("USER 10001:10001"))
                .isGreaterThan(steps.indexOf("COPY --from=layers /layers/extracted/application/ ./"));
    }

    private static Map<String, Object> file() throws IOException {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(COMPOSE)));
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Object>> services = new java.util.LinkedHashMap<>();
        map(file().get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    private static List<String> serviceNames() {
        try {
            return List.copyOf(services().keySet());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static List<String> services(Map<String, Object> service, String key) {
        return service.containsKey(key) ? List.copyOf(map(service.get(key)).keySet()) : List.of();
    }

    private static Stream<String> list(Map<String, Object> service, String key) {
        return ((List<?>) service.getOrDefault(key, List.of())).stream().map(String::valueOf);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
