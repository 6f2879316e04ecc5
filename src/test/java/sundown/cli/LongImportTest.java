package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.local.adopt.SampleExport;

/** Imports of many rows and parts, so that they take long. */
@Tag("instruments")
class LongImportTest {
    private static final int ACCOUNTS = 5_000;
    private static final int ITEMS = 150_000;

    @TempDir
    private static Path folder;

    private static SampleExport.Expected first;

    @BeforeAll
    static void export() throws IOException {
        first = new SampleExport(ACCOUNTS, ITEMS, 0).write(folder.resolve("day-0"));
        assertThat(run(0, "whole").exitCode()).isZero();
    }

    @Test
    void countsWhatWasExported() throws Exception {
        List<String> out = run(0, "whole").out();

        assertThat(out)
                .anyMatch(line -> line.startsWith("%,d accounts, ".formatted(first.accounts())))
                .anyMatch(line -> line.startsWith("%,d items of ".formatted(first.items())))
                .anyMatch(line -> line.startsWith("%,d of ".formatted(first.refused())));
        assertThat(Files.readAllLines(folder.resolve("whole/errors.csv"))).hasSize(1 + (int) first.refused());
        assertThat(digests("whole")).hasSizeGreaterThan(3 * 2);
    }

    /** Compares with what a search in memory finds. */
    @ParameterizedTest
    @ValueSource(strings = {"user-first/photos/", "by-rows/"})
    void findsAllClaims(String layout) throws Exception {
        Path mapping = folder.resolve("day-0/mapping.json");
        Path other = folder.resolve("day-0/other.json");
        Files.writeString(other, Files.readString(mapping).replace("user-first/photos/", layout));
        String to = layout.replace("/", "");
        String[] arguments = arguments(0, to);
        arguments[2] = other.toString();

        List<String> out = CommandLineRun.of(arguments).out();

        Set<String> claims = claims(to, layout);
        assertThat(claims).hasSizeGreaterThan(1_000);
        assertThat(rows(to, "claims").map(row -> text(row, "objectKey") + " " + text(row, "userId")))
                .containsExactlyInAnyOrderElementsOf(claims);
        assertThat(out)
                .contains("%,d claims on %,d objects that several users share, or that lie outside their user's folder"
                        .formatted(
                                claims.size(),
                                claims.stream()
                                        .map(claim -> claim.split(" ", -1)[0])
                                        .distinct()
                                        .count()));
    }

    /** All in memory: who names an object, also in a row that is refused, and who has its folder. */
    private static Set<String> claims(String to, String layout) throws IOException {
        Set<String> accounts =
                rows(to, "accounts").map(row -> text(row, "userId")).collect(Collectors.toSet());
        Map<String, Set<String>> named = exported()
                .map(row -> row.split(",", -1))
                .filter(cells -> cells.length > 2 && cells[1].startsWith("user-") && cells[2].contains("/"))
                .collect(Collectors.groupingBy(
                        cells -> cells[2], Collectors.mapping(cells -> cells[1], Collectors.toSet())));
        Set<String> claims = new HashSet<>();
        named.forEach((key, users) -> {
            String owner = key.split("/", -1)[1];
            if (!layout.equals("by-rows/") && !accounts.contains(owner)) {
                users.remove(owner);
            } else if (!layout.equals("by-rows/") && !users.equals(Set.of(owner))) {
                users.add(owner);
            }
            if (layout.equals("by-rows/") ? users.size() > 1 : !users.equals(Set.of(owner))) {
                users.forEach(user -> claims.add(key + " " + user));
            }
        });
        return claims;
    }

    private static Stream<String> exported() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("day-0"))) {
            List<String> rows = new ArrayList<>();
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("items-"))
                    .toList()) {
                rows.addAll(Files.readAllLines(file));
            }
            return rows.stream();
        }
    }

    private static Stream<String> rows(String to, String table) throws IOException {
        return ImportedRows.of(folder.resolve(to).resolve(table)).stream();
    }

    private static String text(String row, String attribute) {
        return Json.read(row).path("Item").path(attribute).path("S").asText();
    }

    /** It dies once a step is done, or once a file of rows is begun. */
    @ParameterizedTest
    @ValueSource(strings = {"checked_accounts", "checked_items", "claims", "part-00001.json.gz"})
    void goesOnWhereItWasKilled(String last) throws Exception {
        String to = "killed-" + last;
        Path rows = folder.resolve(to).resolve("unfinished/items").resolve(last);
        Process killed = CommandLineRun.process(arguments(0, to))
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        while (steps(to).stream().noneMatch(step -> step.contains("\"" + last + "\""))
                && Files.notExists(rows)
                && !killed.waitFor(5, TimeUnit.MILLISECONDS)) {
            // until it has come so far
        }
        killed.destroyForcibly().waitFor();
        List<String> before = steps(to);
        assertThat(before).hasSizeGreaterThanOrEqualTo(2).noneMatch(step -> step.contains("written"));

        assertThat(run(0, to).exitCode()).isZero();

        assertThat(steps(to)).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(digests(to)).isEqualTo(digests("whole"));
        assertThat(Files.readAllLines(folder.resolve(to).resolve("errors.csv")))
                .isEqualTo(Files.readAllLines(folder.resolve("whole/errors.csv")));
        assertThat(folder.resolve(to).resolve("unfinished")).doesNotExist();
    }

    @Test
    void findsWhatCameChangedAndWent() throws Exception {
        SampleExport.Expected second = new SampleExport(ACCOUNTS, ITEMS, 1).write(folder.resolve("day-1"));

        CommandLineRun next = run(
                1,
                "next",
                "--since",
                folder.resolve("whole").toString(),
                "--allow-removals",
                Long.toString(3 * second.removed())); // with the claims of an item's user and of the folder's owner

        assertThat(next.exitCode()).isZero();
        assertThat(next.out())
                .contains(
                        "Accounts: 0 added, 0 changed, 0 removed",
                        "Items: %,d added, %,d changed, %,d removed"
                                .formatted(second.added(), second.changed(), second.removed()));
        assertThat(List.of(second.added(), second.changed(), second.removed())).allMatch(count -> count > 100);
    }

    private static CommandLineRun run(int day, String to, String... more) {
        return CommandLineRun.of(arguments(day, to, more));
    }

    private static String[] arguments(int day, String to, String... more) {
        String export = folder.resolve("day-" + day).toString();
        return CommandLineRun.importOf(
                export,
                folder.resolve(to).toString(),
                Stream.concat(Stream.of("--totals", export + "/totals.json", "--allow-errors", "2%"), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** What is done; a line that is not yet whole may be the last. */
    private static List<String> steps(String to) throws IOException {
        Path progress = folder.resolve(to).resolve("progress.jsonl");
        String text = Files.exists(progress) ? Files.readString(progress) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static Map<String, String> digests(String to) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String table : List.of("accounts", "items", "claims")) {
            try (Stream<Path> files = Files.list(folder.resolve(to).resolve(table))) {
                for (Path file : files.toList()) {
                    digests.put(
                            table + "/" + file.getFileName(),
                            Sha256.over(Files.readAllBytes(file)).hex());
                }
            }
        }
        return digests;
    }
}
