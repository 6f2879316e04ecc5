package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.archive.Archive.ArchiveId;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.Tally;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Standing;
import sundown.runtime.Records;

/** A user downloads a part of their gallery, and another one later. */
class ChosenPartsTest extends Functions {
    private static final String OF_2022 = "{\"selection\": {\"years\": [2022]}}";
    private static final String THE_REST = "{\"selection\": {}}";

    @TempDir
    Path folder;

    /** Photos 13 and 14 of 2023, 15 to 17 of 2022, and one more of 2022 in the trash. */
    @BeforeEach
    void fill() {
        IntStream.rangeClosed(13, 17).forEach(number -> addPhoto(number, 4_000));
        addPhoto(18, Set.of("Summer"), new Marks(Optional.empty(), Optional.of(NOW), Optional.empty()));
    }

    private JsonNode requestAndBuild(String body) {
        JsonNode view = Json.read(request(USER, body).body());
        buildAll();
        return view;
    }

    private void download() {
        volumes(view()).forEach(volume -> confirm(USER, volume.path("number").asText()));
    }

    private Set<String> photos() throws IOException {
        Set<String> photos = new TreeSet<>();
        opened(Files.createDirectory(folder.resolve(archive().id().value()))).keySet().stream()
                .filter(path -> path.endsWith(".jpg"))
                .forEach(path -> photos.add(path.replaceAll("\\D", "")));
        return photos;
    }

    private Safety safety() {
        return Safety.of(Optional.empty(), archives.find(USER), Optional.empty());
    }

    @Test
    void hasTheChosenYearAlone() throws IOException {
        requestAndBuild(OF_2022);
        JsonNode view = view();

        assertThat(photos()).containsExactly("15", "16", "17");
        assertThat(view.path("progress").path("items").intValue()).isEqualTo(3);
        assertThat(view.path("choice").path("notChosen").path("items").intValue())
                .isEqualTo(2);
        download();
        assertThat(safety().standing()).isEqualTo(Standing.PARTLY_SAFE);
        assertThat(safety().missing()).isEqualTo(2);
    }

    @Test
    void aSecondArchiveHasTheRestOnceTheFirstWasDownloaded() throws IOException {
        requestAndBuild(OF_2022);
        ArchiveId first = archive().id();
        assertThat(requestAndBuild(THE_REST).path("id").textValue())
                .as("before the download")
                .isEqualTo(first.value());
        download();

        requestAndBuild(THE_REST);

        assertThat(archive().id()).isNotEqualTo(first);
        assertThat(archive().earlier())
                .singleElement()
                .satisfies(earlier -> assertThat(earlier.cleanAt()).isPresent());
        assertThat(photos()).containsExactly("13", "14");
        download();
        assertThat(safety().standing()).isEqualTo(Standing.DOWNLOADED);
        assertThat(safety().all().map(Tally::items)).contains(5L);
    }

    @Test
    void anArchiveThatWasNotDownloadedDoesNotCountForTheNext() throws IOException {
        requestAndBuild(OF_2022);
        delete(USER);

        requestAndBuild(THE_REST);

        assertThat(photos()).containsExactly("13", "14", "15", "16", "17");
    }

    @Test
    void aRequestWithoutASelectionTakesEverythingAgain() {
        requestAndBuild(OF_2022);
        download();
        delete(USER);

        requestAndBuild(null);

        assertThat(view().path("progress").path("items").intValue()).isEqualTo(5);
        assertThat(view().has("choice")).isFalse();
    }

    @Test
    void aRepeatedRequestIsAnsweredWithTheArchive() {
        JsonNode first = requestAndBuild(OF_2022);
        download();

        assertThat(requestAndBuild(OF_2022).path("id")).isEqualTo(first.path("id"));
    }

    @Test
    void theTrashIsInItIfItIsChosen() throws IOException {
        requestAndBuild("{\"selection\": {\"trash\": true, \"years\": [2022]}}");

        assertThat(photos()).containsExactly("15", "16", "17", "18");
    }

    /** A part of which an archive lacked an item that may be readable now. */
    @Test
    void aPartThatWasNotWholeIsTakenAgain() throws IOException {
        requestAndBuild(OF_2022);
        download();
        Archive lacking =
                Records.with(archive(), "downloads", Records.with(archive().downloads(), "leftOut", 1));
        archives.save(lacking);

        requestAndBuild(THE_REST);

        assertThat(photos()).containsExactly("13", "14", "15", "16", "17");
    }

    @Test
    void aChoiceFarBehindInAGalleryIsNotRefused() {
        IntStream.range(0, 10_000)
                .mapToObj(number -> new ItemId("j%05d".formatted(number)))
                .forEach(id -> index.put(
                        USER,
                        Records.with(
                                index.find(USER, List.of(new ItemId("i018"))).getFirst(), "id", id)));
        Item last = index.find(USER, List.of(new ItemId("i013"))).getFirst();
        index.put(USER, Records.with(Records.with(last, "id", new ItemId("k")), "takenAt", Optional.empty()));

        assertThat(request(USER, "{\"selection\": {\"years\": [0]}}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void aChoiceOfNothingIsRefused() {
        assertThat(request(USER, "{\"selection\": {\"years\": [1970]}}").body()).contains("empty-gallery");
        assertThat(archives.find(USER)).isEmpty();
    }
}
