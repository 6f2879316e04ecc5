package sundown.local.demo.gallery;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.local.demo.gallery.Gallery.GalleryItem.Album;

/** A user's gallery, to be put into the local cloud. */
public interface Gallery {
    static Gallery of(Optional<Path> folder) throws IOException {
        return folder.isPresent() ? new FolderGallery(folder.get()) : new SampleGallery();
    }

    List<GalleryItem> items();

    /** The items that move: neither what is in the trash nor, as its owner has chosen, what is private. */
    default List<GalleryItem> moving() {
        return items().stream()
                .filter(item -> !item.isPrivate() && !item.isDeleted())
                .toList();
    }

    /** The first items alone. */
    default Gallery first(int count) {
        List<GalleryItem> first = items().stream().limit(count).toList();
        return () -> first;
    }

    /**
     * A folder of the user's own, with all folders below it, each of them an album. Hidden files and folders are left
     * out; every other file is taken, whatever it is, since what Google does not take is for the product to tell.
     */
    final class FolderGallery implements Gallery {
        private final List<GalleryItem> items = new ArrayList<>();

        /**
         * Lists the folder; contents are read later, so the files should stay as they are. A file's own date is when it
         * was taken.
         *
         * @throws IOException if the folder, or a file in it, cannot be read
         */
        public FolderGallery(Path folder) throws IOException {
            List<Path> files = visibleFiles(folder);
            for (Path file : files) {
                items.add(item(folder, file));
            }
        }

        @Override
        public List<GalleryItem> items() {
            return List.copyOf(items);
        }

        private static List<Path> visibleFiles(Path folder) throws IOException {
            List<Path> files = new ArrayList<>();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    boolean skipped = !directory.equals(folder) && Files.isHidden(directory);
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (Files.isRegularFile(file) && !Files.isHidden(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return files.stream().sorted().toList();
        }

        private GalleryItem item(Path folder, Path file) throws IOException {
            Path parent = folder.relativize(file).getParent();
            return new GalleryItem(
                    GalleryItem.idOf(items.size()),
                    file.getFileName().toString(),
                    Stream.ofNullable(parent)
                            .map(path -> new Album(path.toString(), false))
                            .collect(Collectors.toSet()),
                    Files.getLastModifiedTime(file).toInstant(),
                    Content.onDisk(file));
        }
    }

    /**
     * One picture, video or other file of a gallery.
     *
     * @param itemId unique in its gallery; the order of the ids is the order of the gallery
     * @param name the file's name, without folders
     * @param takenAt when it was taken, as its owner's phone knew it; empty if the gallery does not know
     * @param takenAtOffset of the local time then, if the gallery knows it
     * @param groupWith of the video of a live photo: the id of its photo
     */
    public record GalleryItem(
            String itemId,
            String name,
            Set<Album> albums,
            Optional<Instant> takenAt,
            Optional<ZoneOffset> takenAtOffset,
            Optional<String> groupWith,
            Marks marks,
            Content content) {
        public GalleryItem {
            albums = Set.copyOf(albums);
        }

        /** An item that was taken at a known time. */
        public GalleryItem(String itemId, String name, Set<Album> albums, Instant takenAt, Content content) {
            this(itemId, name, albums, Optional.of(takenAt), Optional.empty(), Optional.empty(), Marks.NONE, content);
        }

        /** True for an item that is in a private album, whatever other albums it is in. */
        public boolean isPrivate() {
            return albums.stream().anyMatch(Album::isPrivate);
        }

        /** True for an item in the trash. */
        public boolean isDeleted() {
            return marks.deletedAt.isPresent();
        }

        public Set<String> albumNames() {
            return albums.stream().map(Album::name).collect(Collectors.toSet());
        }

        public GalleryItem with(Marks other) {
            return new GalleryItem(itemId, name, albums, takenAt, takenAtOffset, groupWith, other, content);
        }

        /** The id of the item with this index in its gallery, from 0. */
        public static String idOf(int index) {
            return "%08d".formatted(index + 1);
        }

        /** An album; a private one shows only after its owner has unlocked it. */
        public record Album(String name, boolean isPrivate) {}

        /**
         * What sets an item apart.
         *
         * @param deletedAt when its owner put it into the trash
         * @param sharedBy who shared it with its owner
         */
        public record Marks(Optional<Instant> deletedAt, Optional<String> sharedBy) {
            public static final Marks NONE = new Marks(Optional.empty(), Optional.empty());
        }
    }
}
