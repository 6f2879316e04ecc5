package sundown.functions;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import sundown.local.lambda.FunctionHost.FunctionLog;

/** Keeps what functions log. */
final class RecordedLog implements FunctionLog {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int LINES_OF_THE_END = 100;

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

    /** One line of a function. */
    record Line(String function, String text) {}

    @Override
    public void line(String function, String text) {
        lines.add(new Line(function, text));
    }

    /** Forgets all lines so far. */
    void clear() {
        lines.clear();
    }

    /** All lines so far. */
    List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * The lines that hold a text, once there are so many: a function's line may arrive after its answer.
     *
     * @throws AssertionError if there are fewer after some seconds
     */
    List<Line> awaited(int count, String text) {
        Patience.until(
                LONGEST,
                count + " lines hold \"" + text + "\"",
                () -> with(text).size() >= count,
                () -> "the log's end:\n" + end());
        return with(text);
    }

    /** The last lines, for the message of a test that failed. */
    String end() {
        List<Line> all = lines();
        return all.subList(Math.max(0, all.size() - LINES_OF_THE_END), all.size()).stream()
                .map(line -> line.function() + ": " + line.text())
                .collect(Collectors.joining("\n"));
    }

    /** The lines so far that hold a text. */
    List<Line> with(String text) {
        return lines.stream().filter(line -> line.text().contains(text)).toList();
    }
}
