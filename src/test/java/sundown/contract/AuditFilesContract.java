package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles;

/** What every store of manifests and certificates promises. */
public abstract class AuditFilesContract {
    private static final ObjectKey KEY = new ObjectKey("manifests/1/plan/manifest.jsonl");

    /** The store under test, empty at first. */
    private final AuditFiles files;

    protected AuditFilesContract(AuditFiles files) {
        this.files = files;
    }

    @Test
    void hasNothingThatWasNotPut() {
        assertThat(files.has(KEY)).isFalse();
        assertThat(files.read(KEY)).isEmpty();
        assertThat(files.list("manifests/")).isEmpty();
    }

    @Test
    void putsAnObjectOnceAndLeavesItAsItIs() {
        assertThat(files.putIfAbsent(KEY, new byte[] {1, 2})).isTrue();
        assertThat(files.putIfAbsent(KEY, new byte[] {3})).isFalse();
        assertThat(files.has(KEY)).isTrue();
        assertThat(files.has(new ObjectKey(KEY.value() + "l"))).isFalse();
        assertThat(files.read(KEY))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2));
    }

    @Test
    void doesNotFollowAChangeOfTheArrayItPut() {
        byte[] bytes = {1};
        files.putIfAbsent(KEY, bytes);
        bytes[0] = 2;
        assertThat(files.read(KEY)).hasValueSatisfying(read -> assertThat(read).containsExactly(1));
    }

    @Test
    void letsOneOfManyPut() throws Exception {
        assertThat(Race.between(4, number -> files.putIfAbsent(KEY, new byte[] {(byte) number})))
                .containsOnlyOnce(true);
    }

    @Test
    void listsWhatBeginsWithAPrefixInOrder() {
        Stream.of("a/16/first", "a/02/first", "a/02/after-u/.json", "a0/x", "b/x")
                .forEach(key -> files.putIfAbsent(new ObjectKey(key), new byte[1]));
        assertThat(files.list("a/").map(ObjectKey::value))
                .isEqualTo(List.of("a/02/after-u/.json", "a/02/first", "a/16/first"));
    }

    @Test
    void namesEachFolderBelowAPrefixOnce() {
        Stream.of("a/1/x/file", "a/1/y", "a/2/x", "a/file", "a0/3/x", "b/4/x")
                .forEach(key -> files.putIfAbsent(new ObjectKey(key), new byte[1]));
        assertThat(files.folders("a/")).containsExactly("1", "2");
        assertThat(files.folders("c/")).isEmpty();
    }
}
