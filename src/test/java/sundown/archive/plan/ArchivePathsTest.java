package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sundown.archive.plan.ArchivePaths.fold;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.archive.plan.ArchivePaths.SafeName;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;

class ArchivePathsTest {
    private final ArchivePaths paths = new ArchivePaths();
    private int items;

    @Test
    void areFoldersOfAlbums() {
        assertThat(inAlbum("Summer 2019", "a.jpg")).isEqualTo("Summer 2019/a.jpg");
        assertThat(single("a.jpg")).isEqualTo("Without album/a.jpg");
    }

    @Test
    void numberFilesOfOneNameInTheirOrder() {
        assertThat(List.of(inAlbum("A", "a.jpg"), inAlbum("A", "a.jpg"), inAlbum("B", "a.jpg"), inAlbum("A", "a.jpg")))
                .containsExactly("A/a.jpg", "A/a (2).jpg", "B/a.jpg", "A/a (3).jpg");
    }

    @Test
    void numberWhatDiffersOnlyInCaseOrComposition() {
        assertThat(List.of(single("Café.jpg"), single("CAFÉ.JPG"), single("cafe\u0301.jpg")))
                .containsExactly("Without album/Café.jpg", "Without album/CAFÉ (2).JPG", "Without album/café (3).jpg");
    }

    @Test
    void skipNumbersThatNamesAlreadyHave() {
        assertThat(List.of(
                        inAlbum("A", "a (2).jpg"),
                        inAlbum("A", "a.jpg"),
                        inAlbum("A", "A.jpg"),
                        inAlbum("A", "a (2).jpg")))
                .containsExactly("A/a (2).jpg", "A/a.jpg", "A/A (3).jpg", "A/a (2) (2).jpg");
    }

    @Test
    void giveSimilarAlbumsTheirOwnFolders() {
        assertThat(List.of(inAlbum("Trip", "a.jpg"), inAlbum("TRIP", "a.jpg"), inAlbum("Trip ", "b.jpg")))
                .containsExactly("Trip/a.jpg", "TRIP (2)/a.jpg", "Trip (3)/b.jpg");
        assertThat(List.of(inAlbum("a/b", "x"), inAlbum("a_b", "x"), inAlbum("a/b", "y")))
                .containsExactly("a_b/x", "a_b (2)/x", "a_b/y");
    }

    @Test
    void reserveTheFolderOfItemsWithoutAlbum() {
        assertThat(inAlbum("without ALBUM", "a.jpg")).isEqualTo("without ALBUM (2)/a.jpg");
        assertThat(single("a.jpg")).isEqualTo("Without album/a.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.txt", "readme.TXT", "items-1.csv", "left-out-1.csv", "LEFT-OUT-70.csv"})
    void reserveTheNamesOfSundownsFiles(String album) {
        assertThat(inAlbum(album, "a.jpg")).isEqualTo(album + " (2)/a.jpg");
    }

    @Test
    void allowTheNamesOfSundownsFilesInsideAFolder() {
        assertThat(inAlbum("A", "README.txt")).isEqualTo("A/README.txt");
    }

    @Test
    void nameANamelessItemByItsId() {
        assertThat(path("i7", Optional.empty(), "..")).isEqualTo("Without album/i7");
        assertThat(path("i7", Optional.empty(), "\u202E.jpg")).isEqualTo("Without album/i7.jpg");
        assertThat(path("...", Optional.empty(), "..")).isEqualTo("Without album/Item");
        assertThat(path("CON", Optional.empty(), ".")).isEqualTo("Without album/_CON");
        assertThat(inAlbum("..", "a.jpg")).isEqualTo("Album/a.jpg");
        assertThat(inAlbum(" ", "a.jpg")).isEqualTo("Album (2)/a.jpg");
    }

    @Tag("thorough")
    @Test
    @Timeout(60)
    void takeNoLongerForAHundredThousandFilesOfOneName() {
        Set<String> different = new HashSet<>();
        for (int number = 0; number < 100_000; number++) {
            different.add(single("IMG_0001.jpg"));
        }
        assertThat(different).hasSize(100_000).contains("Without album/IMG_0001 (100000).jpg");
    }

    @Tag("thorough")
    @Test
    @Timeout(10)
    void takeNoLongerForThousandsOfLongNamesThatAreEqualWhenCut() {
        Set<String> different = new HashSet<>();
        for (int number = 0; number < 5_000; number++) {
            different.add(single("x".repeat(200) + number + ".jpg"));
            different.add(single("x".repeat(90) + number + ".jpg"));
        }
        assertThat(different).hasSize(10_000);
    }

    /** Each order of three live photos of one name, and of others of this name. */
    @Test
    void keepLivePhotosSideBySideInAnyOrder() {
        for (List<String> order : orders(List.of("p1", "v1", "p2", "v2", "p3", "v3"))) {
            ArchivePaths fresh = new ArchivePaths();
            Map<String, String> taken = take(fresh, order, order);

            assertPairs(order, taken);
        }
    }

    /** Once a live photo has come, and also if photos have different endings. */
    @Test
    void keepLivePhotosSideBySideAmongOthersOfTheirName() {
        for (List<String> order : orders(List.of("p1", "v1", "p4", "v4", "p", "v"))) {
            ArchivePaths fresh = new ArchivePaths();
            fresh.of(item("0", "before.mov", Optional.empty(), Optional.of(new ItemId("a"))));
            Map<String, String> taken = take(fresh, order, order);

            assertPairs(order, taken);
            assertThat(stem(taken.get("p")))
                    .as("%s: %s", order, taken)
                    .isNotIn(stem(taken.get("v1")), stem(taken.get("v4")), stem(taken.get("v")));
        }
    }

    @Test
    void giveEachVideoAPathAlsoWithoutItsPhoto() {
        for (List<String> order : orders(List.of("p1", "v1", "v2", "v3", "v4"))) {
            List<String> ids = new ArrayList<>(order);
            ids.addAll(0, List.of("p2"));
            ids.add("p3");

            Map<String, String> taken = take(new ArchivePaths(), ids, order);

            assertThat(Set.copyOf(taken.values())).as("%s: %s", order, taken).hasSize(5);
        }
    }

    @Test
    void giveEachOfTwoVideosOfOnePhotoAPath() {
        assertThat(List.of(
                        paths.of(item("1", "IMG.HEIC", Optional.empty(), Optional.empty())),
                        paths.of(item("2", "IMG.MOV", Optional.empty(), Optional.of(new ItemId("1")))),
                        paths.of(item("3", "IMG.MOV", Optional.empty(), Optional.of(new ItemId("1")))),
                        paths.of(item("4", "IMG.MOV", Optional.empty(), Optional.of(new ItemId("4"))))))
                .containsExactly(
                        "Without album/IMG.HEIC",
                        "Without album/IMG.MOV",
                        "Without album/IMG (2).MOV",
                        "Without album/IMG (3).MOV");
    }

    @Test
    void nameNamelessLivePhotosByTheIdOfThePhoto() {
        assertThat(List.of(
                        paths.of(item("a", ".mov", Optional.empty(), Optional.of(new ItemId("b")))),
                        paths.of(item("b", ".heic", Optional.empty(), Optional.empty()))))
                .containsExactly("Without album/b.mov", "Without album/b.heic");
    }

    @Test
    void keepPhotosAndVideosOfOneNameWhereNoLivePhotosAre() {
        assertThat(List.of(single("IMG.JPG"), single("IMG.MOV"), single("IMG.CR2"), single("IMG.JPG")))
                .containsExactly(
                        "Without album/IMG.JPG",
                        "Without album/IMG.MOV",
                        "Without album/IMG.CR2",
                        "Without album/IMG (2).JPG");
    }

    /** The paths of a gallery by item: p1 is the photo of v1; p and v are of no live photo. */
    private static Map<String, String> take(ArchivePaths paths, List<String> ids, List<String> order) {
        Map<String, String> taken = new HashMap<>();
        for (String item : order) {
            boolean isVideo = item.startsWith("v");
            taken.put(
                    item,
                    paths.of(item(
                            "i" + ids.indexOf(item),
                            isVideo ? "IMG.MOV" : item.equals("p4") ? "IMG.JPG" : "IMG.HEIC",
                            Optional.of("Trip"),
                            isVideo && item.length() > 1
                                    ? Optional.of(new ItemId("i" + Math.max(0, ids.indexOf(item.replace("v", "p")))))
                                    : Optional.empty())));
        }
        return taken;
    }

    private static void assertPairs(List<String> order, Map<String, String> taken) {
        assertThat(Set.copyOf(taken.values())).as("%s: %s", order, taken).hasSize(order.size());
        for (String pair : List.of("1", "2", "3", "4")) {
            assertThat(stem(taken.getOrDefault("p" + pair, "")))
                    .as("%s: %s", order, taken)
                    .isEqualTo(stem(taken.getOrDefault("v" + pair, "")));
        }
    }

    private static String stem(String path) {
        return path.replaceAll("\\.[A-Z]+$", "");
    }

    private static List<List<String>> orders(List<String> items) {
        return items.isEmpty()
                ? List.of(List.of())
                : items.stream()
                        .flatMap(first -> orders(items.stream()
                                        .filter(item -> !item.equals(first))
                                        .toList())
                                .stream()
                                .map(rest -> Stream.concat(Stream.of(first), rest.stream())
                                        .toList()))
                        .toList();
    }

    private static Item item(String id, String name, Optional<String> album, Optional<ItemId> photo) {
        return new Item(
                new ItemId(id),
                new ObjectKey("k"),
                name,
                0,
                album.stream().collect(Collectors.toSet()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                photo,
                Marks.NONE);
    }

    private String inAlbum(String album, String name) {
        return path(nextId(), Optional.of(album), name);
    }

    private String single(String name) {
        return path(nextId(), Optional.empty(), name);
    }

    private String nextId() {
        return "i" + items++;
    }

    private String path(String id, Optional<String> album, String name) {
        return paths.of(item(id, name, album, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMG_0001.JPG",
                "Grandmother's 90th birthday.jpeg",
                "Straße & Café.png",
                "祖母の誕生日.mov",
                "👩🏽 🇩🇪 ❤️ at the beach.heic",
                "a.b.c.jpg",
                "no extension",
                "100% #1 {best} [final] (2).mp4",
                "CONCERT.jpg",
                "COM10.jpg",
                "Console",
                "my CON.jpg",
                "LPT.jpg",
                "COMA"
            })
    void leavesOrdinaryNamesAsTheyAre(String name) {
        assertThat(file(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../x, _._x",
                "..\\..\\x, _._x",
                "/etc/passwd, _etc_passwd",
                "a/b, a_b",
                "C:\\x, C__x",
                "what?*.jpg, what__.jpg",
                "<b>\"|.jpg, _b___.jpg"
            })
    void hasNothingThatSeparatesFoldersOrThatWindowsForbids(String name, String safe) {
        assertThat(file(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "......", "   ", ". . .", "\u200B\u202E", "\t\r\n", "\uD800", "\u3000"})
    void isEmptyWhenNothingIsLeft(String name) {
        assertThat(SafeName.ofFile(name).isEmpty()).isTrue();
        assertThat(SafeName.ofFolder(name).isEmpty()).isTrue();
    }

    @Test
    void keepsTheExtensionWhenNothingElseIsLeft() {
        assertThat(SafeName.ofFile("...jpg")).isEqualTo(new SafeName("", ".jpg"));
    }

    @Test
    void hasNoInvisibleCharacters() {
        assertThat(file("photo\u202Egpj.exe")).isEqualTo("photogpj.exe");
        assertThat(file("\u2066a\u2069\u200E\u200F\u061C\uFEFF\u00AD.jpg")).isEqualTo("a.jpg");
        assertThat(file("a\u0000b\u0007c\u009Fd\u2028e.jpg")).isEqualTo("abcde.jpg");
        assertThat(file("a\uDB40\uDC41.jpg")).isEqualTo("a.jpg");
    }

    @Test
    void hasNoHalfCharacters() {
        assertThat(file("a\uD83Db\uDE00c.jpg")).isEqualTo("abc.jpg");
        assertThat(file("a\uD83D\u0000\uDE00.jpg")).isEqualTo("a.jpg");
    }

    @Test
    void hasNoCharactersThatNoStandardKnows() {
        assertThat(file("a\uFFFFb.jpg")).isEqualTo("a_b.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "trailing spaces   , trailing spaces",
        "dots..., dots",
        "both . . ., both",
        "before the extension .jpg, before the extension.jpg",
        "IMG.jpg., IMG.jpg",
        ".hidden.jpg, hidden.jpg",
        "._IMG.jpg, _IMG.jpg",
        "two..dots.jpg, two.dots.jpg"
    })
    void hasDotsOnlyInsideAndOneAtATime(String name, String safe) {
        assertThat(file(name)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con",
                "PRN.jpg",
                "Aux.tar.gz",
                "NUL.txt",
                "nul .txt",
                "COM1",
                "com¹.jpg",
                "LPT³",
                "LPT9.a.b",
                "COM0",
                "CONIN$",
                "conout$.jpg",
                "CLOCK$"
            })
    void isNotTheNameOfADeviceOfWindows(String name) {
        assertThat(file(name)).isEqualTo("_" + name.replace(" .", "."));
    }

    @Test
    void isNotTheNameOfADeviceOnceItIsCut() {
        SafeName name = SafeName.ofFolder("CON" + " ".repeat(200) + "x");
        assertThat(name.plain()).isEqualTo("_CON");
    }

    @Test
    void isAsLongAsItMayBe() {
        String longest = "\u65E5".repeat(80);

        assertThat(SafeName.ofFolder(longest).plain()).isEqualTo(longest);
    }

    @Test
    void isShortenedAndKeepsItsExtension() {
        String name = file("x".repeat(300) + ".jpeg");
        assertThat(name).hasSize(100).endsWith("xx.jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "語", "👍", "🇩🇪", "👍🏽", "e\u0301\u0323"})
    void staysBelowTheLimitsOfFileSystemsWithANumber(String character) {
        SafeName name = SafeName.ofFile(character.repeat(300) + ".jpg");
        String numbered = name.numbered(999_999);
        assertThat(numbered.getBytes(UTF_8).length).isBetween(100, 255);
        assertThat(numbered.length()).isBetween(65, 115);
        assertThat(name.stem().replace(Normalizer.normalize(character, Normalizer.Form.NFC), ""))
                .as("no character is cut in two")
                .isEmpty();
    }

    @Test
    void isEmptyWhenASingleCharacterIsTooLong() {
        assertThat(SafeName.ofFile("e" + "\u0301\u0323".repeat(300) + ".jpg").isEmpty())
                .isTrue();
    }

    @Test
    void composesLettersAndAccents() {
        assertThat(file("Cafe\u0301.jpg")).isEqualTo("Café.jpg");
    }

    @Test
    void takesAFewLettersAfterTheLastDotForTheExtension() {
        assertThat(SafeName.ofFile("a.tar.gz").extension()).isEqualTo(".gz");
        assertThat(SafeName.ofFile("Mr. Smith at the beach").extension()).isEmpty();
        assertThat(SafeName.ofFile("version 1.12345678901").extension()).isEmpty();
        assertThat(SafeName.ofFolder("Trip no.5").extension()).isEmpty();
    }

    @Test
    void getsNumbersBeforeTheExtension() {
        assertThat(SafeName.ofFile("Beach.jpg").numbered(2)).isEqualTo("Beach (2).jpg");
        assertThat(SafeName.ofFolder("Trip no.5").numbered(3)).isEqualTo("Trip no.5 (3)");
    }

    private static String file(String name) {
        return SafeName.ofFile(name).plain();
    }

    @Test
    void disregardsCase() {
        assertThat(fold("BEACH.Jpg")).isEqualTo(fold("beach.jPG"));
        assertThat(fold("ΟΔΌΣ")).isEqualTo(fold("οδός"));
        assertThat(fold("STRASSE")).isEqualTo(fold("straße")).isEqualTo(fold("STRAẞE"));
    }

    @Test
    void disregardsHowLettersAreComposed() {
        assertThat(fold("Cafe\u0301")).isEqualTo(fold("CAFÉ"));
        assertThat(fold("\u212B")).isEqualTo(fold("å"));
    }

    @Test
    void tellsDifferentNamesApart() {
        assertThat(fold("Cafe")).isNotEqualTo(fold("Café"));
        assertThat(fold("a1")).isNotEqualTo(fold("a2"));
    }

    /** Windows compares by simple mappings of one character; full mappings may give several. */
    @Test
    void foldsTheOtherCasesOfEveryLetter() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(character -> Character.isLetter(character) && !Character.isIdeographic(character))
                        .filter(character -> !foldsLikeItsOtherCases(character)))
                .isEmpty();
    }

    private static boolean foldsLikeItsOtherCases(int character) {
        String text = Character.toString(character);
        String folded = fold(text);
        return folded.equals(fold(text.toUpperCase(Locale.ROOT)))
                && folded.equals(fold(text.toLowerCase(Locale.ROOT)))
                && folded.equals(fold(Character.toString(Character.toUpperCase(character))))
                && folded.equals(fold(Character.toString(Character.toTitleCase(character))))
                && folded.equals(fold(Normalizer.normalize(text, Normalizer.Form.NFC)));
    }
}
