package sundown.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file.
 *
 * @param lines its lines outside code blocks
 */
record Document(Path file, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** All documents of the repository. */
    static List<Document> all() {
        return Stream.concat(markdown(Path.of(""), 1), markdown(Path.of("docs"), Integer.MAX_VALUE))
                .map(Document::read)
                .toList();
    }

    private static Stream<Path> markdown(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path file) {
        try {
            List<String> lines = new ArrayList<>();
            boolean code = false;
            for (String line : Files.readAllLines(file)) {
                boolean fence = line.startsWith("```");
                code ^= fence;
                if (!code && !fence) {
                    lines.add(line);
                }
            }
            return new Document(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The targets of its links within the repository. */
    List<String> links() {
        return lines.stream()
                .map(line -> line.replaceAll("`[^`]*`", ""))
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** The file that a link of this document leads to. */
    Path target(String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    /** The anchors of its headings, as GitHub forms them. */
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return lines.stream()
                .filter(line -> line.matches("#+ .*"))
                .map(Document::anchor)
                .map(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    return before == 0 ? anchor : anchor + "-" + before;
                })
                .toList();
    }

    /** The lines under the heading with an anchor, up to the next heading. */
    Document section(String anchor) {
        List<String> section = lines.stream()
                .dropWhile(line -> !line.matches("#+ .*") || !anchor(line).equals(anchor))
                .skip(1)
                .takeWhile(line -> !line.matches("#+ .*"))
                .toList();
        return new Document(file, section);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum} _-]", "")
                .replace(' ', '-');
    }

    /** What is set as code in the first column of its tables with this heading over that column. */
    List<String> rows(String heading) {
        List<String> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines) {
            inTable = line.startsWith("|") && (inTable || line.startsWith("| " + heading + " |"));
            if (inTable) {
                rows.addAll(code(line.replaceFirst(" \\|.*", "")));
            }
        }
        return rows;
    }

    /** The classes that it names, as {@code refund/RefundRules}. */
    List<String> classes() {
        return lines.stream()
                .flatMap(line -> code(line).stream())
                .filter(code -> code.matches("([a-z0-9]+/)+[A-Z]\\w+"))
                .toList();
    }

    private static List<String> code(String text) {
        return CODE.matcher(text)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }
}
