package sundown.local.adopt;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.local.http.Json;

/**
 * What a photo cloud exports, made up: accounts and items in the order in which they came, keys with the user first,
 * odd codes of regions, and in a hundred rows about one that is wrong or there twice. Some items name an object that
 * another item of somebody else names, too, in the folder of that user or in one of nobody; some are empty, no photos,
 * or the videos of live photos; some are in two albums, private, in the trash, or shared by somebody. The same export
 * of a later day has some rows more, some that changed, and some less.
 *
 * @param day 0 for the first export
 * @param shared in a thousand items, how many name an object outside the folder of their user
 */
public record SampleExport(int accounts, int items, int day, int shared) {
    private static final int USUALLY_SHARED = 10;
    private static final String[] REGIONS = {"IN", "IN", "IN", "BR", "UK", "DE", "JP", "CN", "US", "vn"};
    private static final String[] CURRENCIES = {"INR", "EUR", "JPY", "BRL"};
    private static final String[] ENDINGS = Stream.concat(
                    Stream.of(".psd", ".heic", ".heic", ".mp4", ".mp4", ".png"), Stream.generate(() -> ".jpg"))
            .limit(100)
            .toArray(String[]::new);
    private static final String[] OFFSETS = {"", "", "+05:30", "-03:00", "+02:00", "Z"};
    private static final int FILES = 4;
    private static final String MAPPING = """
        {
          "accounts": {
            "files": ["accounts.csv"],
            "format": "csv",
            "columns": {
              "userId": "user", "region": "country", "chargeId": "charge", "fee": "fee",
              "feeCurrency": "currency", "paidAt": "paid_at"
            },
            "dates": "epochSeconds",
            "regions": {"UK": "GB"}
          },
          "items": {
            "files": ["items-*.csv"],
            "format": "csv",
            "columns": {
              "userId": "owner", "itemId": "id", "objectKey": "key", "name": "file_name", "bytes": "size",
              "albums": "albums", "takenAt": "taken_at", "takenAtOffset": "utc_offset", "sha1": "sha1",
              "groupWith": "live_photo_of", "private": "hidden", "deletedAt": "trashed_at", "sharedBy": "from"
            },
            "dates": "yyyy-MM-dd HH:mm:ss",
            "layout": "user-first/photos/"
          }
        }
        """;

    /** An export in which one in a hundred objects is shared. */
    public SampleExport(int accounts, int items, int day) {
        this(accounts, items, day, USUALLY_SHARED);
    }

    /** What an import must count; changes are those since the day before. */
    public record Expected(long accounts, long items, long refused, long added, long changed, long removed) {}

    public Expected write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("mapping.json"), MAPPING);
        long refused = writeAccounts(folder);
        long taken = 0;
        long added = 0;
        long changed = 0;
        long removed = 0;
        for (int file = 0; file < FILES; file++) {
            try (Writer rows = Files.newBufferedWriter(folder.resolve("items-" + file + ".csv"))) {
                rows.write(
                        "id,owner,key,file_name,size,albums,taken_at,utc_offset,sha1,live_photo_of,hidden,trashed_at,from\n");
                for (int number = file; number < items; number += FILES) {
                    boolean right = isRight(number);
                    boolean before = day > 0 && right && isThere(number, day - 1);
                    boolean there = isThere(number, day);
                    if (there) {
                        String row = item(number);
                        rows.write(row);
                        taken += right ? 1 : 0;
                        refused += right ? 0 : 1;
                        if (isOften(number)) {
                            rows.write(row);
                            refused++;
                        }
                    }
                    added += right && there && !before ? 1 : 0;
                    removed += before && !there ? 1 : 0;
                    changed += before && there && changes(number) == day ? 1 : 0;
                }
            }
        }
        return new Expected(counted(), taken, refused, added, changed, removed);
    }

    private long writeAccounts(Path folder) throws IOException {
        long refused = 0;
        Map<String, Long> fees = new TreeMap<>();
        try (Writer rows = Files.newBufferedWriter(folder.resolve("accounts.csv"))) {
            rows.write("user,country,charge,fee,currency,paid_at\n");
            for (int number = 0; number < accounts; number++) {
                String row = account(number);
                rows.write(row);
                if (!isRightAccount(number)) {
                    refused++;
                } else if (isMember(number)) {
                    fees.merge(currency(number), fee(number), Long::sum);
                }
                if (isOften(~number)) {
                    rows.write(row);
                    refused++;
                }
            }
        }
        Files.writeString(
                folder.resolve("totals.json"),
                Json.write(new TreeMap<>(Map.of("accounts", counted(), "fees", fees))) + "\n");
        return refused;
    }

    private long counted() {
        return IntStream.range(0, accounts).filter(SampleExport::isRightAccount).count();
    }

    private static String account(int number) {
        String region = isRightAccount(number) ? REGIONS[mixed(number, 1, REGIONS.length)] : "Atlantis";
        String membership = isMember(number)
                ? "ch_" + number + "," + fee(number) + "," + currency(number) + "," + (1_767_323_045L + number)
                : ",0,,";
        return user(number) + "," + region + "," + membership + "\n";
    }

    private static boolean isRightAccount(int number) {
        return mixed(number, 2, 200) != 0;
    }

    private static boolean isMember(int number) {
        return mixed(number, 3, 10) == 0;
    }

    private static String currency(int number) {
        return CURRENCIES[mixed(number, 4, CURRENCIES.length)];
    }

    private static long fee(int number) {
        return 500L + mixed(number, 5, 10_000);
    }

    private String item(int number) {
        String user = user(owner(number));
        String name = (changes(number) <= day ? "Renamed " : "IMG_") + photo(number) + ending(number);
        return "i%08d,%s,%s,\"%s\",%d,%s,2021-%02d-%02d 12:%02d:00,%s,%08x%08x%08x%08x%08x,%s,%s,%s,%s\n"
                .formatted(
                        number,
                        user,
                        key(number),
                        isRightItem(number) ? name : "",
                        mixed(number, 19, 500) == 0 ? 0 : 1_000 + mixed(number, 6, 8_000_000),
                        albums(number),
                        1 + mixed(number, 8, 12),
                        1 + mixed(number, 9, 28),
                        mixed(number, 10, 60),
                        OFFSETS[mixed(number, 21, OFFSETS.length)],
                        number,
                        number,
                        number,
                        number,
                        number,
                        isLive(number) ? "i%08d".formatted(photo(number)) : "",
                        mixed(photo(number), 22, 50) == 0 ? "true" : "false",
                        mixed(photo(number), 23, 100) == 0 ? "2022-05-06 07:08:09" : "",
                        mixed(photo(number), 24, 40) == 0 ? "\"Asha, of Goa\"" : "");
    }

    /** An item in several albums has them as an array of JSON. */
    private static String albums(int number) {
        return switch (mixed(photo(number), 7, 20)) {
            case 0, 1, 2, 3 -> "Summer";
            case 4 -> "\"[\"\"Sea, sand\"\",\"\"Summer\"\"]\"";
            default -> "";
        };
    }

    private static String ending(int number) {
        return isLive(number) ? ".mov" : ENDINGS[mixed(number, 18, ENDINGS.length)];
    }

    private String key(int number) {
        if (mixed(number, 16, 1_000) >= shared) {
            return ownKey(number);
        }
        return mixed(number, 17, 2) == 0 ? "photos/shared/i%08d".formatted(number / 2) : ownKey(number / 2);
    }

    private String ownKey(int number) {
        return "photos/%s/i%08d".formatted(user(owner(number)), number);
    }

    /** In a hundred items, two are the video of the live photo before them. */
    private static boolean isLive(int number) {
        return number % 2 == 1 && mixed(number, 20, 25) == 0;
    }

    private static int photo(int number) {
        return isLive(number) ? number - 1 : number;
    }

    private int owner(int number) {
        return mixed(photo(number), 11, accounts);
    }

    private boolean isRight(int number) {
        return isRightItem(number) && isRightAccount(owner(number));
    }

    private static boolean isRightItem(int number) {
        return mixed(number, 12, 200) != 0;
    }

    private static boolean isOften(int number) {
        return mixed(number, 13, 400) == 0;
    }

    /** The day on which its name changes; most never do. */
    private static int changes(int number) {
        return 1 + mixed(number, 14, 200);
    }

    /** A hundredth comes on the first day, and another goes. */
    private static boolean isThere(int number, int day) {
        return switch (mixed(number, 15, 100)) {
            case 0 -> day >= 1;
            case 1 -> day < 1;
            default -> true;
        };
    }

    private static String user(int number) {
        return "user-" + number;
    }

    /** A number below a bound that looks as if by chance, and is always the same. */
    private static int mixed(int number, int salt, int bound) {
        long mixed = (number * 31L + salt) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) Math.floorMod(mixed ^ (mixed >>> 32), (long) bound);
    }
}
