package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.gallery.Item.ItemId;
import sundown.local.adopt.SampleExport;
import sundown.timeline.GroupId;

/** What Sundown reads after an import was written to its tables. */
@ExtendWith(AwsStackExtension.class)
class ImportToTablesTest {
    private static final int ACCOUNTS = 20;
    private static final int ITEMS = 200;

    @TempDir
    private Path folder;

    private final AwsStack stack;
    private final DynamoAccountStore accounts;
    private final DynamoGalleryIndex galleries;
    private final String name;
    private SampleExport.Expected first;

    ImportToTablesTest(AwsStack stack) {
        this.stack = stack;
        this.accounts = new DynamoAccountStore(stack.clients().dynamoDb(), stack.name("ACCOUNTS_TABLE"));
        this.galleries = new DynamoGalleryIndex(stack.clients().dynamoDb(), stack.name("ITEMS_TABLE"));
        this.name = stack.name("CLAIMS_TABLE").replace("-claims", "");
        stack.put("GROUPS_TABLE", Map.of("group", AttributeValue.fromS("purges")));
        stack.put("GROUPS_TABLE", Map.of("group", AttributeValue.fromS("closing-1")));
    }

    @BeforeEach
    void export() throws Exception {
        first = new SampleExport(ACCOUNTS, ITEMS, 0).write(folder.resolve("day-0"));
        assertThat(apply(0)).endsWith("0");
    }

    @Test
    void writesAllRows() throws Exception {
        assertThat(users().stream().flatMap(user -> accounts.find(user).stream()))
                .hasSize((int) first.accounts());
        assertThat(items()).isEqualTo(first.items());
        Account indian = users().stream()
                .flatMap(user -> accounts.find(user).stream())
                .filter(account -> account.region().code().equals("IN"))
                .findFirst()
                .orElseThrow();
        assertThat(IntStream.range(0, 256)
                        .boxed()
                        .flatMap(chunk -> accounts.list(new GroupId("1"), chunk, Optional.empty(), 100).stream()))
                .contains(indian.user());
        assertThat(claims()).hasSize(exported(0, "claims").size()).isNotEmpty();
        assertThat(CommandLineRun.inProcess(stack, applied(0))).as("again").endsWith("0");
    }

    @Test
    void writesAllRowsOfAnImportToS3() {
        stack.clients().s3().createBucket(request -> request.bucket(name + "-imports"));
        String[] arguments = appliedTo(
                "s3://" + name + "-imports/1",
                0,
                "--work",
                folder.resolve("work").toString());

        assertThat(CommandLineRun.on(stack, arguments))
                .anyMatch(line -> line.endsWith(" rows are in the tables of " + name + "."))
                .endsWith("0");
    }

    /** Everybody's claims, each with the object's key. */
    private Set<String> claims() {
        return stack.clients().dynamoDb().scanPaginator(request -> request.tableName(name + "-claims")).items().stream()
                .map(row -> row.get("objectKey").s() + " " + row.get("userId").s())
                .collect(Collectors.toSet());
    }

    private List<String> exported(int day, String table) throws IOException {
        return ImportedRows.of(folder.resolve("out-" + day).resolve(table));
    }

    @Test
    void writesWhatDiffersAndKeepsCancellations() throws Exception {
        SampleExport.Expected second = new SampleExport(ACCOUNTS, ITEMS, 1).write(folder.resolve("day-1"));
        Account member = member();
        assertThat(accounts.cancel(member.user(), member.membership().orElseThrow(), Instant.EPOCH))
                .isTrue();
        Path exported = folder.resolve("day-1/accounts.csv");
        Files.writeString(
                exported,
                Files.readString(exported).replaceFirst("(?m)^" + member.user() + ",\\w+,", member.user() + ",FR,"));

        List<String> out = apply(1, "--since", folder.resolve("out-0").toString(), "--allow-removals", "100");

        assertThat(out)
                .contains("Accounts: 0 added, 1 changed, 0 removed")
                .contains((second.added()
                                + second.changed()
                                + second.removed()
                                + 1
                                + exported(1, "delta/claims").size())
                        + " rows are in the tables of " + name + ".")
                .endsWith("0");
        assertThat(claims()).hasSize(exported(1, "claims").size());
        assertThat(items()).isEqualTo(second.items());
        assertThat(accounts.find(member.user()).orElseThrow()).satisfies(changed -> {
            assertThat(changed.region().code()).isEqualTo("FR");
            assertThat(changed.membership().orElseThrow().cancelledAt()).contains(Instant.EPOCH);
        });
        assertThat(apply(1, "--since", folder.resolve("out-0").toString(), "--allow-removals", "100"))
                .as("again")
                .endsWith("0");
    }

    @Test
    void leavesWhatContradicts() throws Exception {
        Account member = member();
        accounts.cancel(member.user(), member.membership().orElseThrow(), Instant.EPOCH);
        new SampleExport(ACCOUNTS, ITEMS, 0).write(folder.resolve("day-1"));
        Path exported = folder.resolve("day-1/accounts.csv");
        Files.writeString(exported, Files.readString(exported).replaceFirst("(?m)^" + member.user() + ",.*\n", ""));
        long items = galleries.count(member.user()).items();
        stack.put(
                "ITEMS_TABLE",
                Map.of(
                        "userId", AttributeValue.fromS(member.user().value()),
                        "itemId", AttributeValue.fromS(firstItem(member).value()),
                        "name", AttributeValue.fromS("another")));

        List<String> out = apply(1, "--since", folder.resolve("out-0").toString(), "--allow-removals", "1000");

        assertThat(out)
                .contains("Accounts: 0 added, 0 changed, 1 removed", "Items: 0 added, 0 changed, " + items + " removed")
                .contains("2 rows are not: the tables hold something else there.")
                .endsWith("1");
        assertThat(accounts.find(member.user())).as("its fee may go back").isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan-2", "purge-2"})
    void bringsNoNewClaimsOnceAGroupHasAPlan(String row) throws Exception {
        Set<String> before = claims();
        stack.put("GROUPS_TABLE", Map.of("group", AttributeValue.fromS(row)));
        new SampleExport(ACCOUNTS, ITEMS, 0).write(folder.resolve("day-1"));
        String since = folder.resolve("out-0").toString();
        Path exported = folder.resolve("day-1/items-0.csv");
        String renamed = Files.readString(exported).replace("Summer", "Winter");
        Files.writeString(exported, renamed + "new,user-1,photos/user-2/one,a.jpg,7,,2021-01-02 03:04:05,\n");

        List<String> out = apply(1, "--since", since);

        assertThat(out)
                .contains("2 new claims cannot be applied: the table " + name + "-groups has " + row
                        + ", and a plan does not know claims that come after it.")
                .endsWith("2");
        assertThat(claims()).isEqualTo(before);
        assertThat(items()).isEqualTo(first.items());
        Files.writeString(exported, renamed);
        assertThat(CommandLineRun.on(stack, appliedTo(folder.resolve("without").toString(), 1, "--since", since)))
                .as("what changes no claim")
                .endsWith("0");
    }

    @ParameterizedTest
    @CsvSource({"moved, plan-1", "moved, purge-1", "moved, plan-2", "added, plan-1", "removed, plan-1"})
    void movesNobodyIntoOrOutOfAGroupThatHasAPlan(String change, String row) throws Exception {
        stack.put("GROUPS_TABLE", Map.of("group", AttributeValue.fromS(row)));
        new SampleExport(ACCOUNTS, ITEMS, 0).write(folder.resolve("day-1"));
        Path exported = folder.resolve("day-1/accounts.csv");
        String accountsBefore = Files.readString(exported);
        UserId mover = ofRegion("IN");
        Files.writeString(
                exported,
                switch (change) {
                    case "removed" -> accountsBefore.replaceFirst("(?m)^" + mover + ",.*\n", "");
                    case "moved" -> accountsBefore.replaceFirst("(?m)^(" + mover + ",)IN,", "$1BR,");
                    default ->
                        accountsBefore
                                + accountsBefore
                                        .lines()
                                        .filter(line -> line.startsWith(mover + ","))
                                        .findFirst()
                                        .orElseThrow()
                                        .replaceFirst(mover.value(), "newcomer")
                                + "\n";
                });
        String since = folder.resolve("out-0").toString();

        List<String> out = apply(1, "--since", since, "--allow-removals", "1000");

        assertThat(out)
                .contains("1 new, moved, or removed accounts cannot be applied: the table " + name + "-groups has "
                        + row + ", and a plan does not know accounts that come or go after it.")
                .endsWith("2");
        assertThat(accounts.find(mover).orElseThrow().region().code()).isEqualTo("IN");
        assertThat(accounts.find(new UserId("newcomer"))).isEmpty();
    }

    private UserId ofRegion(String region) {
        return users().stream()
                .filter(user -> accounts.find(user)
                        .filter(account -> account.region().code().equals(region))
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private ItemId firstItem(Account account) {
        return galleries.page(account.user(), Optional.empty(), 1).getFirst().id();
    }

    private Account member() {
        return users().stream()
                .flatMap(user -> accounts.find(user).stream())
                .filter(account -> account.membership().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<UserId> users() {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(number -> new UserId("user-" + number))
                .toList();
    }

    private long items() {
        return users().stream().mapToLong(user -> galleries.count(user).items()).sum();
    }

    /** The lines that it prints, and its exit code. */
    private List<String> apply(int day, String... more) {
        return CommandLineRun.on(stack, applied(day, more));
    }

    private String[] applied(int day, String... more) {
        return appliedTo(folder.resolve("out-" + day).toString(), day, more);
    }

    private String[] appliedTo(String to, int day, String... more) {
        return CommandLineRun.importOf(
                folder.resolve("day-" + day).toString(),
                to,
                Stream.concat(Stream.of("--allow-errors", "50%", "--apply", name), Stream.of(more))
                        .toArray(String[]::new));
    }
}
