package sundown.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a document refers to exists, and every document can be found. */
final class LinksTest {
    private static final Map<Path, Document> DOCUMENTS =
            Document.all().stream().collect(Collectors.toMap(Document::file, Function.identity()));

    private static final Pattern NAMED_DOCUMENT = Pattern.compile("(?<![\\w/.-])docs/[\\w./-]*\\w");

    @Test
    void leadToFilesAndHeadingsThatExist() {
        assertThat(broken(Document::links, LinksTest::leadsSomewhere)).isEmpty();
    }

    private static boolean leadsSomewhere(Document document, String link) {
        Path target = document.target(link);
        return Files.exists(target)
                && (!link.contains("#") || DOCUMENTS.get(target).anchors().contains(link.replaceFirst(".*#", "")));
    }

    @Test
    void leadFromTheReadmeToEveryDocument() {
        Set<Path> reached = new HashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(Path.of("README.md")));
        while (!next.isEmpty()) {
            Document document = DOCUMENTS.get(next.pop());
            if (document != null && reached.add(document.file())) {
                document.links().forEach(link -> next.add(document.target(link)));
            }
        }
        assertThat(reached).containsExactlyInAnyOrderElementsOf(DOCUMENTS.keySet());
    }

    @Test
    void nameClassesThatExist() {
        assertThat(broken(Document::classes, (document, named) -> isClass(named)))
                .isEmpty();
    }

    private static boolean isClass(String named) {
        return Stream.of("main", "local", "test", "cli")
                .anyMatch(sources -> Files.exists(Path.of("src", sources, "java", "sundown", named + ".java")));
    }

    /** Code may shorten the name of a decision to its number. */
    @Test
    void areNamedInCodeAsTheyAre() {
        List<Path> documents = files(Path.of("docs"));
        List<String> named = Stream.concat(files(Path.of("src")).stream(), Stream.of(Path.of("template.yaml")))
                .filter(file -> file.toString().matches(".*\\.(java|yaml)"))
                .flatMap(file -> NAMED_DOCUMENT.matcher(text(file)).results())
                .map(MatchResult::group)
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(named)
                .filteredOn(name ->
                        documents.stream().noneMatch(file -> file.toString().startsWith(name)))
                .isEmpty();
    }

    /** Each reference that does not hold, after the name of its document. */
    private static List<String> broken(Function<Document, List<String>> references, Holds holds) {
        assertThat(DOCUMENTS.values().stream().flatMap(document -> references.apply(document).stream()))
                .isNotEmpty();
        return DOCUMENTS.values().stream()
                .flatMap(document -> references.apply(document).stream()
                        .filter(reference -> !holds.test(document, reference))
                        .map(reference -> document.file() + ": " + reference))
                .toList();
    }

    private interface Holds {
        boolean test(Document document, String reference);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
