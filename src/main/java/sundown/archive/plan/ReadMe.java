package sundown.archive.plan;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code README.txt}: what the user has to know who finds the archive on his disk years later. Windows' line ends. */
final class ReadMe {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String INSTRUCTIONS = """
            HOW TO OPEN THE ARCHIVE

            1. Download all volumes. Each is a ZIP file of its own, encrypted with AES-256.
            2. Install a program that can open them:
                 Windows  7-Zip (free) or WinZip
                 macOS    Keka or The Unarchiver
                 Linux    7-Zip or bsdtar
               Windows Explorer and the program "unzip" cannot open them. The Archive
               Utility of macOS and the file managers of Android may not be able to.
            3. Unpack all volumes into one folder.
            4. The program asks for the password. It is on the page where you download the
               archive, and not in here. Write it down: when the archive can no longer be
               downloaded, the page no longer shows it.

            WHAT IS INSIDE

            A folder for each album. What is in no album is in the folder "Without album".
            items.csv lists them all, for a spreadsheet: name, album, date, size in bytes,
            volume and path.
            If there is a file left-out-N.csv, volume N lacks what it lists, and it says
            why. This can be so even for what items.csv lists.

            HOW TO CHECK A DOWNLOAD

            The page shows a SHA-256 for each volume. Compare it with what one of these
            commands prints (put the name of the volume in the place of VOLUME):
                 Windows  certutil -hashfile VOLUME SHA256
                 macOS    shasum -a 256 VOLUME
                 Linux    sha256sum VOLUME
            If they differ, download the volume again.
            """;

    private ReadMe() {}

    static WrittenFile write(int items, int volumes, Availability availability) {
        String text = facts(items, volumes, availability) + INSTRUCTIONS;
        return new WrittenFile(OwnFiles.README, text.replace("\n", "\r\n"));
    }

    private static String facts(int items, int volumes, Availability availability) {
        return """
                YOUR PHOTOS AND VIDEOS

                Photos and videos:        %s
                Volumes (ZIP files):      %s
                Made:                     %s
                Can be downloaded until:  %s

                """.formatted(
                        Integer.toString(items),
                        Integer.toString(volumes),
                        TIME.format(availability.createdAt()),
                        TIME.format(availability.until()));
    }
}
