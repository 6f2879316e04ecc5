package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.transfer.PhotoLibrary.AlbumId;

class LibraryAlbumTest {
    private static final AlbumId ID = new AlbumId("album-1");
    private static final LibraryAlbum FIRST =
            LibraryAlbum.first("Holiday").creating().created(ID);

    @Test
    void continuesAfterTwentyThousandItems() {
        LibraryAlbum nearlyFull = FIRST.filled(19_950);

        assertThat(nearlyFull.withRoomFor(50)).isEqualTo(nearlyFull);
        LibraryAlbum second = nearlyFull.withRoomFor(51);
        assertThat(second.name()).isEqualTo("Holiday (2)");
        assertThat(second.id()).isEmpty();
        assertThat(second.items()).isZero();
        assertThat(second.creating().created(ID).filled(20_000).withRoomFor(1).name())
                .isEqualTo("Holiday (3)");
    }

    @Test
    void isGivenUpAfterThreeRefusals() {
        LibraryAlbum twice = FIRST.refused().refused();

        assertThat(twice.name()).isEqualTo("Holiday (3)");
        assertThat(twice.givenUp()).isFalse();
        assertThat(twice.withRoomFor(1)).isEqualTo(twice);
        assertThat(twice.refused().givenUp()).isTrue();
        assertThat(FIRST.closed().givenUp()).isTrue();
    }

    @Test
    void countsWhatIsCertainAndWhatMayBeLost() {
        assertThat(LibraryAlbum.first("Holiday").certain()).isZero();
        assertThat(LibraryAlbum.first("Holiday").creating().certain()).isZero();
        assertThat(FIRST.certain()).isEqualTo(1);
        assertThat(FIRST.creations()).isEqualTo(1);
        LibraryAlbum second = FIRST.filled(20_000).withRoomFor(1).creating();
        assertThat(second.certain()).isEqualTo(1);
        assertThat(second.creations()).isEqualTo(2);
        assertThat(second.creating().created(ID).certain()).isEqualTo(2);
    }

    @Test
    void keepsItsNumberHoweverLongItsTitleIs() {
        String longest = "é📷".repeat(400);

        assertThat(LibraryAlbum.first(longest).name()).isEqualTo(longest);
        String second = LibraryAlbum.first(longest).refused().name();
        assertThat(second).startsWith("é📷é").endsWith("é📷 (2)");
        assertThat(second.codePointCount(0, second.length())).isEqualTo(484);
    }

    @Test
    void isNotNamedInALog() {
        assertThat(FIRST).hasToString("LibraryAlbum[1]");
        assertThat(Optional.of(FIRST).toString()).doesNotContain("Holiday");
    }
}
