package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.operator.Access.Role;
import sundown.operator.SampleOperators;

/** Each function of operators with each role, with none, and with IAM: as the table in docs/operators.md says. */
class RolesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Path TABLE = Path.of("docs", "operators.md");

    /**
     * A cell of the table.
     *
     * @param flag what the call says that a row of its own is about
     * @param role nothing for those who have none
     */
    record Cell(String function, Optional<String> flag, Optional<Role> role, boolean allowed) {}

    static Stream<Cell> cells() throws IOException {
        List<List<String>> rows = Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| call |") || line.startsWith("| `"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        List<String> words = rows.getFirst();
        List<Cell> cells = new ArrayList<>();
        // The page has other tables, too.
        for (List<String> row :
                rows.stream().skip(1).filter(row -> row.size() == words.size()).toList()) {
            List<String> call = List.of(row.get(1).replace("`", "").split(" with ", -1));
            String function = call.getFirst();
            Optional<String> flag = call.stream().skip(1).findFirst();
            cells.add(new Cell(function, flag, Optional.empty(), false));
            IntStream.range(2, words.size() - 1)
                    .mapToObj(column -> new Cell(
                            function,
                            flag,
                            Optional.of(role(words.get(column))),
                            row.get(column).equals("yes")))
                    .forEach(cells::add);
        }
        return cells.stream();
    }

    private static Role role(String word) {
        return Stream.of(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void areThoseOfEachFunction() throws IOException {
        assertThat(cells().map(Cell::function).distinct()).containsExactlyInAnyOrderElementsOf(names().toList());
        assertThat(cells().filter(cell -> cell.flag().isEmpty()))
                .hasSize((int) names().count() * (Role.values().length + 1));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void allowWhatTheTableAllows(Cell cell) {
        Set<Role> roles = cell.role().map(Set::of).orElseGet(Set::of);
        Map<String, ?> body = cell.flag().map(flag -> Map.of(flag, true)).orElseGet(Map::of);
        OperatorCall call = OperatorRequests.by(SampleOperators.named("Ada"), roles, NOW, body);

        String type = type(OperatorRequests.answer(call(cell.function(), call)));

        assertThat(type.equals("role-missing")).as("%s: %s", cell, type).isEqualTo(!cell.allowed());
        assertThat(type).isNotEqualTo("operator-not-signed-in");
    }

    static Stream<String> names() {
        return OperatorOperations.all().map(OperatorOperations.Operation::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void areAskedOfEverybodyWhoIsNotSignedIn(String function) {
        OperatorCall call = OperatorRequests.event(Map.of(), "no token", "{}");

        assertThat(type(OperatorRequests.answer(call(function, call)))).isEqualTo("operator-not-signed-in");
    }

    /** People may choose the names of groups. */
    @ParameterizedTest
    @MethodSource("names")
    void areNotPartsOfNames(String function) {
        Map<String, Object> claims = SampleOperators.claims(SampleOperators.named("Ada"), Set.of(), NOW);
        claims.put(
                "roles",
                SampleOperators.SETTINGS.roles().keySet().stream()
                        .flatMap(role -> Stream.of("team " + role, "x," + role, "[" + role + "]"))
                        .toList());

        assertThat(type(OperatorRequests.answer(call(function, OperatorRequests.with(claims, Map.of())))))
                .isEqualTo("role-missing");
    }

    private static JsonNode call(String name, OperatorCall call) {
        return OperatorOperations.all()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow()
                .answer(call, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String type(JsonNode answer) {
        String type = answer.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }
}
