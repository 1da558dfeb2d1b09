package org.einhand;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms keep to their floors, and the engine keeps to its rooms. */
class HouseTest {

    /** From the ground up; a room uses only rooms of the floors below its own. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("kernel"),
            Set.of("casefile"),
            Set.of("authority", "promise", "hand", "remedy", "notification", "handoff", "webhook"),
            Set.of("desk"),
            Set.of("intake", "statuspage", "workplace", "insight"),
            Set.of("caseflow", "rulebook", "platform"),
            Set.of("sandbox"));

    private static final Set<String> ENGINE_ROOMS = Set.of("caseflow", "rulebook", "platform", "workplace", "sandbox");

    private static final ApplicationModules ROOMS = ApplicationModules.of(EinhandApplication.class);
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(EinhandApplication.class);

    @Test
    void roomsUseOnlyWhatOtherRoomsOffer() {
        ROOMS.verify();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomsUseOnlyRoomsBelow(String room) {
        Map<String, Integer> used = new TreeMap<>();
        ROOMS.getModuleByName(room)
                .orElseThrow()
                .getDirectDependencies(ROOMS)
                .uniqueModules()
                .map(HouseTest::name)
                .forEach(other -> used.put(other, floor(other)));
        assertThat(used)
                .allSatisfy((other, floor) ->
                        assertThat(floor).as("%s uses %s", room, other).isLessThan(floor(room)));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomsSayWhichRoomsTheyUse(String room) {
        assertThat(ROOMS.getModuleByName(room).orElseThrow().getBasePackage().getAnnotation(ApplicationModule.class))
                .get()
                .extracting(ApplicationModule::allowedDependencies)
                .isNotEqualTo(new String[] {ApplicationModule.OPEN_TOKEN});
    }

    @Test
    void nobodyUsesTheBridgeToTheModels() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.einhand.caseflow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.einhand.caseflow..")
                .because("the models' hands call the rooms, never the other way round")
                .check(CLASSES);
    }

    @Test
    void theEngineKeepsToItsRooms() {
        String[] rooms =
                ENGINE_ROOMS.stream().map(room -> "org.einhand." + room + "..").toArray(String[]::new);
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .because("the engine is to be changed for its open successor in a few rooms only");
        rule.check(CLASSES);
    }

    static Stream<String> rooms() {
        return ROOMS.stream().map(HouseTest::name);
    }

    private static String name(org.springframework.modulith.core.ApplicationModule room) {
        return room.getIdentifier().toString();
    }

    private static int floor(String room) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(room)) {
                return floor;
            }
        }
        throw new AssertionError(room + " stands on no floor");
    }
}
