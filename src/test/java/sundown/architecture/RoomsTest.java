package sundown.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import sundown.edge.Correlation;

/** A room holds its functions, rules, records and ports, and nothing of a vendor; data flows one way. */
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
        "sundown.limit..",
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

    @Test
    void roomsKnowNoVendor() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOMS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VENDORS)
                .check(ProductClasses.ALL);
    }

    @Test
    void roomsKnowNoAdapter() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOMS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sundown.aws..", "sundown.google..", "sundown.stripe..", "sundown.runtime..")
                .check(ProductClasses.ALL);
    }

    @Test
    void adaptersOfAwsKnowNothingOfGoogle() {
        noClasses()
                .that()
                .resideInAPackage("sundown.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sundown.google..", "com.google..", "io.grpc..")
                .check(ProductClasses.ALL);
    }

    @Test
    void adaptersOfGoogleKnowNothingOfAws() {
        noClasses()
                .that()
                .resideInAPackage("sundown.google..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sundown.aws..", "software.amazon..")
                .check(ProductClasses.ALL);
    }

    @Test
    void adaptersOfStripeKnowNothingOfAwsAndGoogle() {
        noClasses()
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
                        "io.grpc..")
                .check(ProductClasses.ALL);
    }

    @Test
    void nothingElseKnowsStripe() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sundown.stripe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sundown.stripe..", "com.stripe..")
                .check(ProductClasses.ALL);
    }

    @Test
    void roomsDependOnOneAnotherInOneDirection() {
        slices().matching("sundown.(*)..").should().beFreeOfCycles().check(ProductClasses.ALL);
    }

    @Test
    void aCloseKnowsNothingOfAPurge() {
        noClasses()
                .that()
                .resideInAPackage("sundown.purge.close")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("sundown.purge")
                .check(ProductClasses.ALL);
    }

    @Test
    void rulesArePure() {
        classes()
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
                        "sundown.media..",
                        "sundown.digest..",
                        "sundown.failure..",
                        "sundown.secret..",
                        "sundown.transfer..",
                        "sundown.archive..",
                        "sundown.receipt..",
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
                        "sundown.readiness.."))
                .check(ProductClasses.ALL);
    }

    @Test
    void zipNeedsThePlatformAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("sundown.archive.zip..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "javax..", "sundown.secret..", "sundown.digest..", "sundown.archive.zip.."))
                .check(ProductClasses.ALL);
    }

    @Test
    void recordsHoldValuesAndNothingElse() {
        classes()
                .that()
                .areRecords()
                .and()
                .areNotAnnotatedWith(Singleton.class)
                .and()
                .resideInAnyPackage(ROOMS)
                .and()
                .doNotBelongToAnyOf(Correlation.class)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "sundown..", "com.fasterxml.jackson..", "io.quarkus.runtime.annotations.."))
                .as("records that are no beans depend on values, and on how they are written as JSON")
                .check(ProductClasses.ALL);
    }

    @Test
    void theProductKnowsNothingOfTheLocalCloud() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("sundown.local..")
                .check(ProductClasses.ALL);
    }
}
