package sundown.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import sundown.edge.Correlation;

/** A room holds its functions, rules, records and ports, and nothing of a vendor; data flows one way. */
@AnalyzeClasses(packages = "sundown", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] ROOMS = {
        "sundown.account..",
        "sundown.timeline..",
        "sundown.gallery..",
        "sundown.digest..",
        "sundown.transfer..",
        "sundown.secret..",
        "sundown.edge..",
        "sundown.operator..",
        "sundown.audit..",
        "sundown.failure..",
        "sundown.metrics..",
        "sundown.archive..",
        "sundown.refund..",
        "sundown.job..",
        "sundown.queue..",
        "sundown.membership..",
        "sundown.milestone..",
        "sundown.notify..",
        "sundown.mail..",
        "sundown.hold..",
        "sundown.operator..",
        "sundown.receipt..",
        "sundown.purge..",
        "sundown.report..",
        "sundown.readiness..",
        "sundown.status..",
        "sundown.sweep.."
    };

    private static final String[] VENDORS = {
        "software.amazon..", "com.amazonaws..", "io.quarkiverse..", "com.google..", "io.grpc..", "com.stripe.."
    };

    @ArchTest
    static final ArchRule roomsKnowNoVendor = noClasses()
            .that()
            .resideInAnyPackage(ROOMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(VENDORS);

    @ArchTest
    static final ArchRule roomsKnowNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(ROOMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sundown.aws..", "sundown.google..", "sundown.stripe..", "sundown.runtime..");

    @ArchTest
    static final ArchRule adaptersOfAwsKnowNothingOfGoogle = noClasses()
            .that()
            .resideInAPackage("sundown.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sundown.google..", "com.google..", "io.grpc..");

    @ArchTest
    static final ArchRule adaptersOfGoogleKnowNothingOfAws = noClasses()
            .that()
            .resideInAPackage("sundown.google..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sundown.aws..", "software.amazon..");

    @ArchTest
    static final ArchRule adaptersOfStripeKnowNothingOfAwsAndGoogle = noClasses()
            .that()
            .resideInAPackage("sundown.stripe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "sundown.aws..",
                    "software.amazon..",
                    "sundown.google..",
                    "com.google.auth..",
                    "com.google.photos..",
                    "io.grpc..");

    @ArchTest
    static final ArchRule nothingElseKnowsStripe = noClasses()
            .that()
            .resideOutsideOfPackage("sundown.stripe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sundown.stripe..", "com.stripe..");

    @ArchTest
    static final ArchRule roomsDependOnOneAnotherInOneDirection =
            slices().matching("sundown.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRoomsOfAPurgeDependOnOneAnotherInOneDirection =
            slices().matching("sundown.purge.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rulesArePure = classes()
            .that()
            .haveSimpleNameEndingWith("Rules")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java.lang..",
                    "java.time..",
                    "java.util..",
                    "sundown.account..",
                    "sundown.timeline..",
                    "sundown.gallery..",
                    "sundown.digest..",
                    "sundown.failure..",
                    "sundown.secret..",
                    "sundown.transfer..",
                    "sundown.archive..",
                    "sundown.refund..",
                    "sundown.job..",
                    "sundown.membership..",
                    "sundown.milestone..",
                    "sundown.notify..",
                    "sundown.mail..",
                    "sundown.hold..",
                    "sundown.operator..",
                    "sundown.purge..",
                    "sundown.report..",
                    "sundown.readiness.."));

    @ArchTest
    static final ArchRule zipNeedsThePlatformAndNothingElse = classes()
            .that()
            .resideInAPackage("sundown.archive.zip..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "javax..", "sundown.secret..", "sundown.digest..", "sundown.archive.zip.."));

    @ArchTest
    static final ArchRule recordsHoldValuesAndNothingElse = classes()
            .that()
            .areRecords()
            .and()
            .resideInAnyPackage(ROOMS)
            .and()
            .doNotBelongToAnyOf(Correlation.class)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "sundown..", "com.fasterxml.jackson..", "io.quarkus.runtime.annotations.."))
            .as("records depend on values, and on how they are written as JSON");

    @ArchTest
    static final ArchRule theProductKnowsNothingOfTheLocalCloud =
            noClasses().should().dependOnClassesThat().resideInAPackage("sundown.local..");
}
