package sundown.cli.inventory;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sundown.account.UserId;
import sundown.cli.adopt.ImportedItems;
import sundown.cli.verify.AuditCopy;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.PlanId;
import sundown.purge.PurgedBucket;
import sundown.timeline.GroupId;

/**
 * {@code sundown compare-inventory}: compares a plan's manifest with what S3 Inventory lists. It asks no service, and
 * needs some 100 MB of memory however large the group is; on disk, as much as the files have without compression.
 */
@Command(
        name = "compare-inventory",
        description = "Compare a plan's manifest, or what its certificate left, with reports of S3 Inventory.",
        customSynopsis =
                "sundown compare-inventory FOLDER --group GROUP --plan ID [--gallery FILE] [--archive FILE] [OPTIONS]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing differs", "1:something differs", "2:the input cannot be read"})
public final class CompareInventoryCommand implements Callable<Integer> {
    private static final int NO_DIFFERENCE = 0;
    private static final int DIFFERENCE = 1;

    /** How many bits of a key's hash are kept; a set of them has 8 MB. */
    private static final int BITS = 26;

    /**
     * What the manifest names beyond the group's prefix, by hashes of keys. It spares the disk the folders of other
     * groups; what else has such a hash is left out later.
     */
    private final BitSet beyond = new BitSet();

    @Parameters(paramLabel = "FOLDER", description = "a copy of the audit bucket, with its objects under their keys")
    private Path folder;

    @Option(names = "--group", required = true, paramLabel = "GROUP", description = "the group of the plan")
    private String group;

    @Option(names = "--plan", required = true, paramLabel = "ID", description = "the plan")
    private String plan;

    @Option(names = "--gallery", paramLabel = "FILE", description = "manifest.json of the gallery bucket's inventory")
    private Optional<Path> gallery;

    @Option(names = "--archive", paramLabel = "FILE", description = "manifest.json of the archive bucket's inventory")
    private Optional<Path> archive;

    @Option(
            names = "--held",
            split = ",",
            paramLabel = "ID",
            description = "users who were placed under hold after the plan")
    private List<String> held = List.of();

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "ids of the accounts of all groups, one a line, for a gallery in which users come first")
    private Optional<Path> accounts;

    @Option(
            names = "--rows",
            paramLabel = "FOLDER",
            description = "the latest import, for a gallery in which rows name objects")
    private Optional<Path> rows;

    @Option(
            names = "--differences",
            paramLabel = "FILE",
            description = "takes all differences, and what no account or row names, as lines of JSON")
    private Optional<Path> differences;

    @Option(names = "--work", paramLabel = "FOLDER", description = "takes temporary files (default: the system's)")
    private Optional<Path> work;

    @Option(
            names = "--in-memory",
            defaultValue = "100000",
            paramLabel = "NUMBER",
            description = "how many entries are in memory at once, some 500 bytes each (default: ${DEFAULT-VALUE})")
    private int inMemory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Map<PurgedBucket, Inventory> inventories = inventories();
        PlannedEntries planned = new PlannedEntries(AuditCopy.of(folder), new GroupId(group), new PlanId(plan));
        BucketLayout layout = compared(planned.layout(), inventories);
        Optional<Set<UserId>> known = known(layout);
        Path temporary = work.isPresent()
                ? Files.createTempDirectory(work.get(), "inventory")
                : Files.createTempDirectory("inventory");
        try (Sightings sightings = new Sightings(temporary, inMemory)) {
            add(planned, layout, sightings);
            Comparison comparison = comparison(planned, layout, inventories, known);
            addRows(comparison, sightings);
            for (Map.Entry<PurgedBucket, Inventory> inventory : inventories.entrySet()) {
                add(inventory.getKey(), inventory.getValue(), comparison.layout(inventory.getKey()), sightings);
            }
            return compare(comparison, sightings);
        } finally {
            Files.delete(temporary);
        }
    }

    /** One bucket of the gallery is compared at a time: the one of the inventory. */
    private static BucketLayout compared(GalleryLayout gallery, Map<PurgedBucket, Inventory> inventories) {
        return Optional.ofNullable(inventories.get(PurgedBucket.GALLERY))
                .map(inventory -> gallery.part(ObjectKey.root(inventory.bucket())))
                .orElse(gallery.parts().getFirst());
    }

    private Map<PurgedBucket, Inventory> inventories() throws IOException {
        Map<PurgedBucket, Inventory> inventories = new EnumMap<>(PurgedBucket.class);
        if (gallery.isPresent()) {
            inventories.put(PurgedBucket.GALLERY, Inventory.of(gallery.get()));
        }
        if (archive.isPresent()) {
            inventories.put(PurgedBucket.ARCHIVE, Inventory.of(archive.get()));
        }
        if (inventories.isEmpty()) {
            throw new IllegalArgumentException("Name an inventory: --gallery, --archive, or both.");
        }
        return inventories;
    }

    private Optional<Set<UserId>> known(BucketLayout layout) throws IOException {
        if (accounts.isEmpty()) {
            return Optional.empty();
        }
        if (layout.keepsGroupsApart()) {
            throw new IllegalArgumentException("The gallery keeps groups apart: leave --accounts out.");
        }
        if (!layout.hasFolders()) {
            throw new IllegalArgumentException("Rows name objects: give --rows in place of --accounts.");
        }
        try (Stream<String> lines = Files.lines(accounts.get())) {
            return Optional.of(lines.map(UserId::new).collect(Collectors.toSet()));
        } catch (IllegalArgumentException | UncheckedIOException noId) {
            throw new IllegalArgumentException(accounts.get() + " has a line that is no user id.", noId);
        }
    }

    private void add(PlannedEntries planned, BucketLayout layout, Sightings sightings) {
        out().println("Manifest %s, begun at %s".formatted(planned.hash(), planned.begunAt()));
        planned.certifiedAt().ifPresent(at -> out().println("Certified at " + at));
        String prefix = layout.prefix(new GroupId(group));
        planned.read(entry -> {
            boolean archived = entry.bucket() == PurgedBucket.ARCHIVE;
            if (archived || entry.key().root().equals(layout.root())) {
                add(Sighting.inManifest(entry), sightings);
                if (!archived && !entry.key().value().startsWith(prefix)) {
                    beyond.set(hash(entry.key().value()));
                }
            }
        });
    }

    private void addRows(Comparison comparison, Sightings sightings) throws IOException {
        if (rows.isPresent()) {
            String prefix = comparison.gallery().prefix(new GroupId(group));
            ImportedItems.read(rows.get(), (user, key) -> {
                if (key.value().startsWith(prefix)
                        && key.root().equals(comparison.gallery().root())) {
                    add(new Naming(key, comparison.whose(user)), sightings);
                }
            });
        }
    }

    private static void add(Evidence evidence, Sightings sightings) {
        try {
            sightings.add(evidence);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void add(PurgedBucket bucket, Inventory inventory, BucketLayout layout, Sightings sightings)
            throws IOException {
        out().println("Inventory of %s, begun at %s, in %d files"
                .formatted(
                        inventory.bucket(),
                        inventory.begunAt(),
                        inventory.files().size()));
        String prefix = layout.prefix(new GroupId(group));
        inventory.read(row -> {
            String key = layout.root() + row.key();
            if (key.startsWith(prefix) || beyond.get(hash(key))) {
                sightings.add(row.sighting(bucket, key));
            }
        });
    }

    private static int hash(String key) {
        return (key.hashCode() * 0x9E3779B1) >>> (Integer.SIZE - BITS);
    }

    private int compare(Comparison comparison, Sightings sightings) throws IOException {
        try (Writer file = differences.isPresent() ? Files.newBufferedWriter(differences.get()) : Writer.nullWriter()) {
            Findings findings = new Findings(file);
            sightings.read(ofOneObject -> {
                for (Map.Entry<BucketEntry, Finding> found :
                        comparison.of(ofOneObject).entrySet()) {
                    findings.add(found.getValue(), found.getKey());
                }
            });
            findings.lines().forEach(out()::println);
            out().println(findings.differ() ? "Something differs." : "Nothing differs.");
            return findings.differ() ? DIFFERENCE : NO_DIFFERENCE;
        }
    }

    private Comparison comparison(
            PlannedEntries planned,
            BucketLayout layout,
            Map<PurgedBucket, Inventory> inventories,
            Optional<Set<UserId>> known) {
        Map<PurgedBucket, Instant> begun = new EnumMap<>(PurgedBucket.class);
        inventories.forEach((bucket, inventory) -> begun.put(bucket, inventory.begunAt()));
        Set<UserId> all = new HashSet<>(planned.held());
        held.forEach(user -> all.add(new UserId(user)));
        return new Comparison(
                layout,
                new GroupId(group),
                planned.begunAt(),
                planned.certifiedAt(),
                begun,
                all,
                planned.accounts(),
                known,
                rows.isPresent());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
