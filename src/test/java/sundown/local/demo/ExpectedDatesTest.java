package sundown.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.demo.ExpectedDates.Place;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.demo.gallery.Gallery.GalleryItem.Marks;
import sundown.media.DatedFiles;

class ExpectedDatesTest {
    private final ExpectedDates dates = new ExpectedDates("IN");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "none.jpg, ADDED",
        "zeros.jpg, ADDED",
        "pictures.jpg, ADDED",
        "motion.jpg, ADDED",
        "end.mov, ADDED",
        "begin.mp4, ADDED",
        "none.png, BESIDE",
        "none.gif, BESIDE",
        "none.webp, BESIDE",
        "none.heic, BESIDE",
        "none.tif, BESIDE",
        "dated.jpg, INSIDE",
        "digitized.jpg, INSIDE",
        "modified.jpg, INSIDE",
        "iptc.jpg, INSIDE",
        "xmp.jpg, INSIDE",
        "far.jpg, INSIDE",
        "dated.png, INSIDE",
        "dated.gif, INSIDE",
        "dated.webp, INSIDE",
        "dated.heic, INSIDE",
        "dated.mp4, INSIDE",
        "broken.jpg, NOWHERE",
        "broken.mp4, NOWHERE",
        "cut.jpg, NOWHERE"
    })
    void knowsWhereADateBelongs(String name, Place place) throws IOException {
        assertThat(dates.place(item(name, DatedFiles.TAKEN_AT))).isEqualTo(place);
    }

    @Test
    void expectsNoDateThatNobodyKnowsOrThatAFilmCannotHave() throws IOException {
        GalleryItem unknown = new GalleryItem(
                "1",
                "none.jpg",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Marks.NONE,
                Content.inMemory(DatedFiles.file("none.jpg")));
        assertThat(dates.place(unknown)).isEqualTo(Place.NOWHERE);
        assertThat(dates.place(item("end.mp4", Instant.parse("2041-01-01T00:00:00Z"))))
                .isEqualTo(Place.BESIDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none.jpg",
                "make.jpg",
                "zeros.jpg",
                "pictures.jpg",
                "motion.jpg",
                "begin.mp4",
                "end.mp4",
                "end.mov"
            })
    void wantsTheDateAndNothingElseChanged(String name) throws IOException {
        GalleryItem item = item(name, DatedFiles.TAKEN_AT);
        byte[] dated = DatedFiles.withDate(name);

        assertThat(fits(item, dated)).isTrue();
        assertThat(fits(item, DatedFiles.file(name))).as("without the date").isFalse();
        assertThat(fits(item(name, DatedFiles.TAKEN_AT.plusSeconds(1)), dated))
                .as("with another date")
                .isFalse();
        dated[dated.length - 1]++;
        assertThat(fits(item, dated)).as("with other bytes").isFalse();
    }

    private boolean fits(GalleryItem item, byte[] arrived) throws IOException {
        return dates.fits(item, Place.ADDED, Files.write(folder.resolve("arrived"), arrived));
    }

    @Test
    void tellsTheTimeOnAClockWhereItWasTakenOrWhereTheOwnerIs() {
        assertThat(dates.xmp(item("none.png", DatedFiles.TAKEN_AT))).isEqualTo("2019-08-07T11:35:04");
        GalleryItem elsewhere = new GalleryItem(
                "1",
                "none.png",
                Set.of(),
                Optional.of(DatedFiles.TAKEN_AT),
                Optional.of(ZoneOffset.ofHours(-3)),
                Optional.empty(),
                Marks.NONE,
                Content.inMemory(DatedFiles.file("none.png")));
        assertThat(dates.xmp(elsewhere)).isEqualTo("2019-08-07T03:05:04-03:00");
    }

    private static GalleryItem item(String name, Instant takenAt) {
        return new GalleryItem("1", name, Set.of(), takenAt, Content.inMemory(DatedFiles.file(name)));
    }
}
