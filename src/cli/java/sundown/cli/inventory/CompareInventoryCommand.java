package sundown.cli.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sundown.account.UserId;
import sundown.cli.Output;
import sundown.cli.adopt.DuckDb;
import sundown.cli.adopt.ExportedRows;
import sundown.cli.adopt.Place.Source;
import sundown.cli.verify.AuditCopy;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * {@code sundown compare-inventory}: compares a plan's manifest with what S3 Inventory lists. It asks no service, and
 * needs the same memory however large the group is; on disk, as much as the files have without compression.
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

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Map<PurgedBucket, Inventory> inventories = inventories();
        PlannedEntries planned = new PlannedEntries(AuditCopy.of(folder), new GroupId(group), new PlanId(plan));
        BucketLayout layout = compared(planned.layout(), inventories);
        requireAccountsOfFolders(layout);
        try (DuckDb engine = DuckDb.temporary(work)) {
            engine.run(CompareInventoryCommand.class, "inventory", Map.of());
            addBucket(engine, PurgedBucket.GALLERY, layout, inventories, planned);
            addBucket(engine, PurgedBucket.ARCHIVE, BucketLayout.ARCHIVES, inventories, planned);
            add(engine, planned, layout);
            addRows(engine);
            for (Map.Entry<PurgedBucket, Inventory> inventory : inventories.entrySet()) {
                add(engine, inventory.getKey(), inventory.getValue());
            }
            String listed = inventories.keySet().stream()
                    .map(bucket -> "SELECT * FROM " + bucket + "_listed")
                    .collect(Collectors.joining(" UNION ALL "));
            String known = Boolean.toString(accounts.isPresent());
            engine.run(CompareInventoryCommand.class, "compare", Map.of("listed", listed, "accounts_are_known", known));
            return compare(new Findings(engine));
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

    private void requireAccountsOfFolders(BucketLayout layout) {
        if (accounts.isPresent() && layout.keepsGroupsApart()) {
            throw new IllegalArgumentException("The gallery keeps groups apart: leave --accounts out.");
        }
        if (accounts.isPresent() && !layout.hasFolders()) {
            throw new IllegalArgumentException("Rows name objects: give --rows in place of --accounts.");
        }
    }

    private void addBucket(
            DuckDb engine,
            PurgedBucket bucket,
            BucketLayout layout,
            Map<PurgedBucket, Inventory> inventories,
            PlannedEntries planned)
            throws IOException {
        Optional<Instant> begun = Optional.ofNullable(inventories.get(bucket)).map(Inventory::begunAt);
        Optional<Instant> certified =
                planned.certifiedAt().filter(at -> begun.filter(at::isBefore).isPresent());
        try (DuckDb.Filling buckets = engine.fill("buckets")) {
            buckets.add(
                    bucket.name(),
                    layout.root(),
                    layout.prefix(new GroupId(group)),
                    layout.hasFolders(),
                    layout.keepsGroupsApart(),
                    layout.hasFolders() ? accounts.isPresent() : rows.isPresent(),
                    begun.isPresent(),
                    begun.filter(at -> at.isBefore(planned.begunAt())).isPresent(),
                    certified.isPresent(),
                    certified.orElse(planned.begunAt()).toString());
        }
    }

    private void add(DuckDb engine, PlannedEntries planned, BucketLayout layout) throws IOException {
        output.out().println("Manifest %s, begun at %s".formatted(planned.hash(), planned.begunAt()));
        planned.certifiedAt().ifPresent(at -> output.out().println("Certified at " + at));
        try (DuckDb.Filling named = engine.fill("named");
                DuckDb.Filling kept = engine.fill("held");
                DuckDb.Filling listed = engine.fill("planned");
                DuckDb.Filling known = engine.fill("accounts")) {
            planned.read(
                    entry -> {
                        if (entry.bucket() == PurgedBucket.ARCHIVE
                                || entry.key().root().equals(layout.root())) {
                            named.add(
                                    entry.bucket().name(),
                                    entry.key().value(),
                                    entry.version().value(),
                                    entry.kind().name(),
                                    entry.bytes(),
                                    entry.shared());
                        }
                    },
                    user -> kept.add(user.value()),
                    user -> listed.add(user.value()));
            held.forEach(user -> kept.add(new UserId(user).value()));
            if (accounts.isPresent()) {
                readAccounts(accounts.get(), known);
            }
        }
    }

    private static void readAccounts(Path file, DuckDb.Filling known) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> known.add(new UserId(line).value()));
        } catch (IllegalArgumentException | UncheckedIOException noId) {
            throw new IllegalArgumentException(file + " has a line that is no user id.", noId);
        }
    }

    private void addRows(DuckDb engine) throws IOException {
        if (rows.isPresent()) {
            ExportedRows.registerItems(engine, "imported_items", rows.get());
            engine.run(CompareInventoryCommand.class, "rows", Map.of());
        } else {
            engine.run("CREATE TABLE rows_by_object (object_key VARCHAR, held BOOLEAN, planned BOOLEAN)");
        }
    }

    private void add(DuckDb engine, PurgedBucket bucket, Inventory inventory) throws IOException {
        output.out()
                .println("Inventory of %s, begun at %s, in %d files"
                        .formatted(
                                inventory.bucket(),
                                inventory.begunAt(),
                                inventory.files().size()));
        List<Source> files = inventory.register(engine, bucket + "_inventory");
        engine.run(
                CompareInventoryCommand.class,
                "listed",
                Map.of("bucket", bucket.name(), "source", DuckDb.text(inventory.bucket())));
        engine.requireRight(bucket + "_listed", files);
    }

    private int compare(Findings findings) throws IOException {
        if (differences.isPresent()) {
            try (Writer file = Files.newBufferedWriter(differences.get())) {
                findings.write(file);
            }
        }
        findings.print(output.out());
        boolean differ = findings.differ();
        output.out().println(differ ? "Something differs." : "Nothing differs.");
        return differ ? DIFFERENCE : NO_DIFFERENCE;
    }
}
