package sundown.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.local.template.Deployment.QueueSource;

/** The bill of docs/sizing.md is the one that the bench prints. */
final class SizingTest {
    private static final String HEAD = "| row | 1 million users | 100 million users | basis | parameter |";

    /** Without a count: what is calculated, and all rows by name. */
    private static final Bill BILL = Bill.of(new Costs(List.of()), Workload.read(), Prices.read(), Deployed.read());

    private final List<Line> table = table();

    /** A row as the document has it. */
    private record Line(String what, double ofAMillion, double of100Million, String basis, String parameter) {
        private static Line read(String row) {
            String[] cells = row.split("\\|", -1);
            return new Line(
                    cells[1].strip().replace("**", ""),
                    number(cells[2]),
                    number(cells[3]),
                    cells[4].strip(),
                    cells[5].strip().replace("`", ""));
        }

        private static double number(String cell) {
            return Double.parseDouble(cell.replaceAll("[*, ]", ""));
        }

        private boolean isTotal() {
            return basis.isEmpty();
        }
    }

    @Test
    void hasEachRowOfTheBill() {
        assertThat(table.stream()
                        .filter(line -> !line.isTotal())
                        .map(line -> List.of(line.what(), line.basis(), line.parameter())))
                .containsExactlyElementsOf(BILL.rows().stream()
                        .map(row -> List.of(row.what(), row.basis().toString(), row.parameter()))
                        .toList());
    }

    /** A few files of the trail are counted and lie with the evidence, so that a hundredth may differ. */
    @Test
    void hasWhatIsCalculated() {
        BILL.rows().stream().filter(row -> row.basis() == Bill.Basis.CALCULATED).forEach(row -> {
            Line line = line(row.what());
            assertThat(line.ofAMillion()).as(row.what()).isCloseTo(row.dollars(1), close(row.dollars(1)));
            assertThat(line.of100Million()).as(row.what()).isCloseTo(row.dollars(100), close(row.dollars(100)));
        });
    }

    @Test
    void addsUp() {
        for (Bill.Part part : Bill.Part.values()) {
            List<Line> lines = BILL.of(part).map(row -> line(row.what())).toList();
            Line total = line(part.toString());
            assertThat(total.ofAMillion())
                    .as(part.toString())
                    .isCloseTo(lines.stream().mapToDouble(Line::ofAMillion).sum(), within((double) lines.size()));
            assertThat(total.of100Million())
                    .as(part.toString())
                    .isCloseTo(lines.stream().mapToDouble(Line::of100Million).sum(), within((double) lines.size()));
        }
    }

    @Test
    void keepsSundownsOwnWorkBelowItsLimit() {
        assertThat(line(Bill.Part.OWN.toString()).ofAMillion()).isLessThanOrEqualTo(ScaleFigures.DOLLARS);
    }

    /** So that operators can decide on what stands apart from the limit. */
    @Test
    void namesTheParameterOfMailLogsAndRecovery() {
        assertThat(Stream.of(Bill.Part.MAIL, Bill.Part.LOGS, Bill.Part.RECOVERY))
                .allSatisfy(part -> assertThat(BILL.of(part).map(Bill.Row::parameter))
                        .anySatisfy(parameter -> assertThat(parameter).isNotEmpty()));
        assertThat(BILL.rows().stream().map(Bill.Row::parameter).filter(parameter -> !parameter.isEmpty()))
                .allSatisfy(parameter -> assertThat(
                                sundown.template.Deployed.template().parameters())
                        .containsKey(parameter));
    }

    /** It would have an event of each object: a purge of 3,000 for each user would cost 3,000 dollars. */
    @Test
    void paysTheTrailForNoObjectOfThePurge() {
        assertThat(BILL.rows().stream()
                        .filter(row -> row.parameter().equals("OperatorTrail"))
                        .mapToDouble(Bill.Row::ofAMillion))
                .containsExactly(0.0);
    }

    /** The letters of a group and their reports have workers of their own, as many each. */
    @Test
    void mailsTenMillionUsersInADayWithTheDefaults() {
        Prices prices = Prices.read();
        double workers = Deployed.read().parameter("MailConcurrency");
        double letters = workers / seconds(Bill.timeOfALetter(prices));
        double reports = workers * Bill.REPORTS_OF_A_BATCH / seconds(Bill.timeOfReports(prices));

        assertThat(letters * Duration.ofDays(1).toSeconds()).isGreaterThan(10_000_000);
        assertThat(reports).isGreaterThan(2 * letters);
        assertThat(document()).anyMatch(line -> line.contains("**" + Math.round(letters) + " letters a second**"));
        assertThat(sources().map(QueueSource::maximumConcurrency)).hasSize(3).containsOnly(Optional.of((int) workers));
        assertThat(sources().filter(source -> source.queue().endsWith("-mail-reports")))
                .singleElement()
                .returns(Bill.REPORTS_OF_A_BATCH, QueueSource::batchSize);
    }

    private static Stream<QueueSource> sources() {
        return sundown.template.Deployed.deployment().functions().stream()
                .filter(function -> function.export().equals("send-mail"))
                .flatMap(function -> function.triggers().stream())
                .map(QueueSource.class::cast);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Offset<Double> close(double dollars) {
        return within(Math.max(Math.abs(dollars) < 10 ? 0.1 : 1, Math.abs(dollars) / 100));
    }

    private Line line(String what) {
        return table.stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static List<Line> table() {
        return document().stream()
                .dropWhile(row -> !row.equals(HEAD))
                .skip(2)
                .takeWhile(row -> row.startsWith("|"))
                .map(Line::read)
                .toList();
    }

    private static List<String> document() {
        try {
            return Files.readAllLines(Path.of("docs", "sizing.md"));
        } catch (IOException unreadable) {
            throw new AssertionError("docs/sizing.md cannot be read", unreadable);
        }
    }
}
