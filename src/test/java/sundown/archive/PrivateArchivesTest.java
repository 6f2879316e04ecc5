package sundown.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.gallery.Item;
import sundown.gallery.Item.Marks;
import sundown.secret.Secret;

/** What albums, privacy, and the trash mean for an archive. */
class PrivateArchivesTest extends Functions {
    private static final Marks HIDDEN = new Marks(Optional.of(true), Optional.empty(), Optional.empty());
    private static final Marks DELETED = new Marks(Optional.empty(), Optional.of(NOW), Optional.empty());
    private static final Marks HIDDEN_AND_DELETED = new Marks(Optional.of(true), Optional.of(NOW), Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void areInVolumesWithAPasswordOfTheirOwn() throws Exception {
        addMixed();
        JsonNode view = built();

        assertThat(volumes(view))
                .extracting(volume -> volume.path("name").textValue())
                .containsExactly("photos-1-of-2.zip", "private-2-of-2.zip");
        assertThat(volumes(view))
                .extracting(volume -> volume.path("private").booleanValue())
                .containsExactly(false, true);
        JsonNode download = view.path("download");
        Secret password = new Secret(download.path("password").textValue());
        Secret other = new Secret(download.path("privatePassword").textValue());
        assertThat(other.reveal()).matches("([2-9a-z]{4}-){6}[2-9a-z]{4}").isNotEqualTo(password.reveal());
        assertThat(opened(volumes(view).get(0), other, folder)).isEmpty();
        assertThat(opened(volumes(view).get(1), password, folder)).isEmpty();
        assertThat(opened(volumes(view).get(0), password, folder).orElseThrow())
                .containsOnlyKeys("README.txt", "items-1.csv", "Sea/photo-1.jpg", "Zoo/photo-3.jpg");
        assertThat(opened(volumes(view).get(1), other, folder).orElseThrow())
                .containsOnlyKeys("items-2.csv", "left-out-2.csv", "Secret/photo-2.jpg");
    }

    @Test
    void leaveNothingOfThemInTheOtherVolumes() throws Exception {
        addMixed();
        JsonNode volume = volumes(built()).getFirst();

        Map<String, byte[]> files = open(volume);

        assertThat(new String(download(volume).orElseThrow(), UTF_8)).doesNotContain("Secret", "photo-2", "photo-4");
        assertThat(files.values())
                .extracting(bytes -> new String(bytes, UTF_8))
                .noneMatch(text -> text.contains("Secret") || text.contains("photo-2") || text.contains("photo-4"));
    }

    @Test
    void nameWhatTheyLackInTheirOwnListAlone() throws Exception {
        addMixed();
        JsonNode view = built();

        assertThat(volumes(view))
                .extracting(volume -> volume.path("leftOut").intValue())
                .containsExactly(0, 1);
        assertThat(new String(open(volumes(view).get(1)).get("left-out-2.csv"), UTF_8))
                .contains("\"photo-4.jpg\",\"Sea; Secret\",");
        assertThat(volumes(view).get(1).path("examples").get(0).path("name").textValue())
                .isEqualTo("photo-4.jpg");
    }

    @Test
    void areAllThatThereIs() throws Exception {
        addPhoto(1, Set.of("Secret"), HIDDEN);
        JsonNode volume = volumes(built()).getFirst();

        assertThat(volume.path("name").textValue()).isEqualTo("private-1-of-1.zip");
        assertThat(new String(open(volume).get("README.txt"), UTF_8)).contains("HOW TO OPEN THIS ARCHIVE");
    }

    @Test
    void haveNoPasswordWhereThereAreNone() {
        addPhoto(1, Set.of("Sea"), Marks.NONE);
        addPhoto(2, Set.of("Sea"), HIDDEN_AND_DELETED);

        assertThat(built().path("download").has("privatePassword")).isFalse();
        assertThat(archive().privatePart()).isEmpty();
    }

    @Test
    void loseTheirPasswordWithTheArchive() {
        addMixed();
        built();

        delete(USER);

        assertThat(archive().privatePart()).isEmpty();
    }

    @Test
    void haveAnItemOfSeveralAlbumsOnce() throws Exception {
        addPhoto(1, Set.of("Zoo", "Sea; sand", "Sea"), Marks.NONE);

        Map<String, byte[]> files = open(volumes(built()).getFirst());

        assertThat(files).containsOnlyKeys("README.txt", "items-1.csv", "Sea/photo-1.jpg");
        assertThat(new String(files.get("items-1.csv"), UTF_8)).contains("\"photo-1.jpg\",\"Sea; Sea;; sand; Zoo\",");
    }

    @Test
    void lackTheTrashAndSayNothingOfIt() throws Exception {
        addPhoto(1, Set.of("Sea"), DELETED);
        addPhoto(2, Set.of("Sea"), Marks.NONE);
        bytes.remove(addPhoto(3, Set.of("Sea"), DELETED).key());
        JsonNode view = built();

        assertThat(view.path("leftOut").intValue()).isZero();
        assertThat(view.path("progress").path("items").intValue()).isEqualTo(1);
        assertThat(open(volumes(view).getFirst())).containsOnlyKeys("README.txt", "items-1.csv", "Sea/photo-2.jpg");
    }

    @Test
    void areRefusedWhereThereIsNothingButTrash() {
        for (int number = 1; number <= 150; number++) {
            addPhoto(number, Set.of(), DELETED);
        }

        assertThat(Problems.typeOf(request(USER))).isEqualTo("empty-gallery");
        addPhoto(151, Set.of(), Marks.NONE);
        assertThat(request(USER).statusCode()).isEqualTo(201);
    }

    /** Two that are private, of which one has no object, and two that are not. */
    private void addMixed() {
        addPhoto(1, Set.of("Sea"), Marks.NONE);
        addPhoto(2, Set.of("Secret"), HIDDEN);
        addPhoto(3, Set.of("Zoo"), Marks.NONE);
        Item gone = addPhoto(4, Set.of("Secret", "Sea"), HIDDEN);
        bytes.remove(gone.key());
    }

    private JsonNode built() {
        requestPlanned(USER);
        buildAll();
        return view();
    }

    private Map<String, byte[]> open(JsonNode volume) throws IOException {
        return opened(volume, password(view(), volume), folder).orElseThrow();
    }
}
