package sundown.archive.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.archive.plan.PlanRules.Limits;

/** Random galleries with names from people and hostile programs, and limits that make volumes of a few items. */
final class RandomGalleries {
    private static final List<String> NAMES = List.of(
            "IMG_0001.JPG",
            "img_0001.jpg",
            "IMG_0001 (2).jpg",
            "Café.jpg",
            "Cafe\u0301.jpg",
            "CAFÉ.JPG",
            "straße.png",
            "STRASSE.png",
            "👨‍👩‍👧.heic",
            "x".repeat(300) + ".mp4",
            "x".repeat(301) + ".mp4",
            "語".repeat(120) + ".jpg",
            "../../x",
            "..",
            ".",
            "",
            " ",
            "a/b",
            "C:\\x",
            "CON",
            "con.jpg",
            "NUL.txt",
            "COM¹",
            "a\u202Egpj.exe",
            "\u200B",
            "\uD800.jpg",
            "trailing. . ",
            "README.txt",
            "items-1.csv",
            "left-out-1.csv",
            "a,\"b\".jpg");

    /** One gallery with one set of limits. */
    record Case(long seed, Gallery gallery, Limits limits, ArchivePlan plan) {
        @Override
        public String toString() {
            return "gallery of seed " + seed;
        }
    }

    static final List<Case> ALL =
            LongStream.rangeClosed(1, 100).mapToObj(RandomGalleries::of).toList();

    private RandomGalleries() {}

    static Case of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Gallery gallery = new Gallery();
        List<Optional<String>> albums = albums(random);
        int items = random.nextInt(1, 150);
        for (int index = 0; index < items; index++) {
            add(gallery, albums.get(random.nextInt(albums.size())), random);
        }
        Limits limits = new Limits(random.nextLong(4_000, 20_000), 7_000);
        return new Case(seed, gallery, limits, gallery.plan(limits));
    }

    private static List<Optional<String>> albums(SplittableRandom random) {
        List<String> names = List.of("Sea", "SEA", "Without album", "README.txt", "Left-Out-2.csv", "Items-2.csv");
        return IntStream.range(0, random.nextInt(1, 12))
                .mapToObj(index -> switch (random.nextInt(4)) {
                    case 0 -> Optional.<String>empty();
                    case 1 -> Optional.of(names.get(random.nextInt(names.size())));
                    case 2 -> Optional.of(NAMES.get(random.nextInt(NAMES.size())));
                    default -> Optional.of("Album " + index);
                })
                .toList();
    }

    private static void add(Gallery gallery, Optional<String> album, SplittableRandom random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        switch (random.nextInt(25)) {
            case 0 -> gallery.gone(album, name);
            case 1 -> gallery.add(album, name, 0, Optional.empty()).again(name);
            case 2 -> gallery.add(album, name, random.nextLong(8_000), Optional.empty());
            default ->
                gallery.add(
                        album,
                        name,
                        random.nextLong(1_500),
                        Optional.of(Gallery.STORED.minus(Duration.ofDays(random.nextInt(2_000)))));
        }
    }
}
