package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.report.RecordedOutcome;

/** Who has claims on objects: india is of group 1, brazil of group 2, japan of group 3, and china exempt. */
class ImportClaimsTest {
    private static final String MAPPING = """
            {
              "accounts": {
                "files": ["accounts.csv"], "format": "csv", "columns": {"userId": "user", "region": "country"}
              },
              "items": {
                "files": ["items.csv"], "format": "csv",
                "columns": {"userId": "user", "itemId": "item", "name": "item", "bytes": "size", "objectKey": "key"},
                "layout": "LAYOUT"
              }
            }
            """;

    @TempDir
    private Path folder;

    /** Items are {@code user key}, claims {@code key user}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            group-first/        | india 1/india/a, china cn/a                         | cn/a china
            group-first/        | india 1/india/a, india 1/india/a                    |
            group-first/        | india 1/india-2/a, india 1/a                        | 1/a india, 1/india-2/a india, 1/india-2/a india-2
            group-first/        | india 2/india/a, japan 1/india/a                    | 1/india/a india, 1/india/a japan, 2/india/a india
            group-first/        | india 1/ghost/a, china x/y/z                        | 1/ghost/a ghost, 1/ghost/a india, x/y/z china
            group-first/        | china 1/china/a, india 1/china/a                    | 1/china/a china, 1/china/a india
            user-first/photos/  | india photos/india/a, china photos/china/a          |
            user-first/photos/  | brazil photos/brazil/a, india photos/brazil/a       | photos/brazil/a brazil, photos/brazil/a india
            user-first/photos/  | india photos/china/a, india photos/ghost/a          | photos/china/a china, photos/china/a india, photos/ghost/a india
            user-first/photos/  | china videos/india/a, china photos/a                | videos/india/a china, photos/a china
            user-first/         | india india/a, india photos/a                       | photos/a india
            by-rows/            | india a, china b, india india/c                     |
            by-rows/            | india a, india a, brazil b, japan b, china b        | b brazil, b china, b japan
            by-rows/            | india aa/é, india Aa/é, china aa/é                  | aa/é china, aa/é india
            group-first/ by-rows/s3://old-scans/ | india s3://old-scans/a, china s3://old-scans/a, india s3://old-scans/b | s3://old-scans/a china, s3://old-scans/a india
            by-rows/ user-first/s3://old-albums/ | india s3://old-albums/india/a, japan s3://old-albums/india/a, china a | s3://old-albums/india/a india, s3://old-albums/india/a japan
            by-rows/ group-first/s3://old-albums/ | india s3://old-albums/1/ghost/a, india s3://old-albums/1/india/a | s3://old-albums/1/ghost/a ghost, s3://old-albums/1/ghost/a india
            """)
    void followFromTheLayout(String layout, String items, String claims) throws Exception {
        List<String> expected = claims == null ? List.of() : List.of(claims.split(", ", -1));

        CommandLineRun run = run("out", layout, items);

        assertThat(run.error()).noneMatch(line -> line.contains("Exception"));
        assertThat(run.exitCode()).isZero();
        assertThat(claims("out/claims"))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(ImportClaimsTest::claim).toList());
        assertThat(run.out())
                .contains("%d claims on %d objects that several users share, or that lie outside their user's folder"
                        .formatted(
                                expected.size(),
                                expected.stream()
                                        .map(claim -> claim.split(" ", -1)[0])
                                        .distinct()
                                        .count()));
        assertThat(RecordedOutcome.read(Files.readString(folder.resolve("out/outcome.json")))
                        .figures())
                .containsEntry(RecordedOutcome.CLAIMS, BigDecimal.valueOf(expected.size()));
    }

    /** S3 lets nothing be deleted there, so the user's purge would never end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            group-first/       | japan x/y/z, japan 3/japan/a
            group-first/       | india photo.jpg, india 1/india/a
            user-first/photos/ | india videos/india/a, india photos/india/a
            user-first/photos/ | india photos, india photos/india/a
            by-rows/ user-first/s3://old-albums/photos/ | india s3://old-albums/a, india a
            """)
    void areNoneOnWhatCannotBeDeleted(String layout, String items) throws Exception {
        CommandLineRun run =
                run("out", layout, items + items.replaceFirst("(.*?),.*", ", $1 bad"), "--allow-errors", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(claims("out/items")).hasSize(1);
        assertThat(claims("out/claims")).isEmpty();
        assertThat(run.out()).contains("  1: is under no prefix of the layout, and S3 lets nothing else be deleted");
    }

    /**
     * A claim only keeps, and the account of a user without one may only be refused: brazil's item is lost to them, and
     * must not be lost to japan with it. A row of brazil has a cell too many, behind those that say which object is
     * whose.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by-rows/           | india a, nobody a                   | 1 | a india, a nobody
            user-first/photos/ | nobody photos/brazil/a              | 1 | photos/brazil/a brazil, photos/brazil/a nobody
            user-first/photos/ | zoe photos/brazil/a                 | 1 | photos/brazil/a brazil, photos/brazil/a zoe
            user-first/photos/ | nobody photos/nobody/a              | 1 |
            group-first/       | nobody 1/india/a                    | 1 | 1/india/a india, 1/india/a nobody
            group-first/       | nobody 1/nobody/a                   | 1 |
            group-first/       | nobody photo.jpg                    | 1 |
            by-rows/           | india a, brazil a bad               | 1 | a brazil, a india
            by-rows/           | brazil a bad, japan a bad           | 2 | a brazil, a japan
            by-rows/           | india a, nobody a bad               | 1 | a india, a nobody
            by-rows/           | india a, brazil a bad, brazil a bad | 2 | a brazil, a india
            user-first/photos/ | india photos/brazil/a bad           | 1 | photos/brazil/a brazil, photos/brazil/a india
            user-first/photos/ | brazil photos/brazil/a bad          | 1 |
            by-rows/           | india a, brazil a,more              | 1 | a brazil, a india
            by-rows/           | india a, brazil b, brazil a again   | 1 | a brazil, a india
            """)
    void areAlsoOfRowsThatAreRefused(String layout, String items, long refused, String claims) throws Exception {
        CommandLineRun strict = run("strict", layout, items, "--allow-errors", Long.toString(refused - 1));
        CommandLineRun run = run("out", layout, items, "--allow-errors", Long.toString(refused));

        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).anyMatch(line -> line.startsWith(refused + " of "));
        requireClaims(claims);
    }

    private void requireClaims(String expected) throws IOException {
        assertThat(claims("out/claims"))
                .containsExactlyInAnyOrderElementsOf(
                        expected == null
                                ? List.of()
                                : Stream.of(expected.split(", ", -1))
                                        .map(ImportClaimsTest::claim)
                                        .toList());
    }

    @Test
    void areComparedWithThoseOfTheImportBefore() throws Exception {
        run("out", "by-rows/", "india a, japan a, brazil b");

        String[] since = {"--since", folder.resolve("out").toString(), "--allow-removals", "1"};
        CommandLineRun refused = run("strict", "by-rows/", "india a, japan b, brazil b", since);
        since[3] = "2";
        CommandLineRun run = run("next", "by-rows/", "india a, japan b, brazil b", since);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("More rows are removed than --allow-removals 1 allows.");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Claims: 2 added, 0 changed, 2 removed");
        assertThat(claims("next/delta/claims"))
                .containsExactlyInAnyOrder(
                        claim("b brazil"),
                        claim("b japan"),
                        claim("a india").replace("Item", "Was"),
                        claim("a japan").replace("Item", "Was"));
    }

    /**
     * By rows alone, nobody would have a claim on what lies in another user's folder, and the delta would remove them.
     */
    @Test
    void areNotComparedWithThoseOfAnotherLayout() throws Exception {
        run("out", "user-first/photos/", "india photos/india/a, brazil photos/india/b");

        CommandLineRun refused = run(
                "next",
                "by-rows/",
                "india photos/india/a, brazil photos/india/b",
                "--since",
                folder.resolve("out").toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error())
                .containsExactly("The layout is by-rows/, and that of the import in " + folder.resolve("out")
                        + " is user-first/photos/: it cannot change.");
        assertThat(folder.resolve("next")).doesNotExist();
    }

    @Test
    void areComparedWithControlTotals() throws Exception {
        Path totals = Files.writeString(folder.resolve("totals.json"), "{\"claims\":2,\"sharedObjects\":2}");

        CommandLineRun run = run("out", "by-rows/", "india a, japan a", "--totals", totals.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Control total sharedObjects: 2 were expected, and 1 are there.");
    }

    private static String claim(String keyAndUser) {
        String[] words = keyAndUser.split(" ", -1);
        return "{\"Item\":{\"objectKey\":{\"S\":\"%s\"},\"userId\":{\"S\":\"%s\"}}}".formatted(words[0], words[1]);
    }

    /** @param items of which {@code bad} ones have no length, and {@code again} has the id of the one before */
    private CommandLineRun run(String to, String layout, String items, String... more) throws IOException {
        Files.writeString(folder.resolve("mapping.json"), MAPPING.replace("LAYOUT", layout));
        Files.writeString(folder.resolve("accounts.csv"), "user,country\nindia,IN\nbrazil,BR\njapan,JP\nchina,CN\n");
        StringBuilder rows = new StringBuilder("user,item,size,key\n");
        int number = 0;
        for (String item : items.split(", ", -1)) {
            String[] words = item.split(" ", -1);
            String fault = words.length > 2 ? words[2] : "";
            rows.append("%s,i%d,%s,%s%n"
                    .formatted(
                            words[0],
                            fault.equals("again") ? number - 1 : number++,
                            fault.equals("bad") ? "many" : "7",
                            words[1]));
        }
        Files.writeString(folder.resolve("items.csv"), rows);
        return CommandLineRun.importing(folder, to, more);
    }

    private List<String> claims(String name) throws IOException {
        return ImportedRows.of(folder.resolve(name));
    }
}
