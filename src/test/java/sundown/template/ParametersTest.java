package sundown.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters that belong together are given together, or CloudFormation refuses the deployment before it begins. */
final class ParametersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mail=on MailIdentity=a.test MailAddressBookUri=https://a.test | MailIsAddressed: Mail=on needs MailFrom,
            Mail=on MailFrom=b@a.test MailAddressBookUri=https://a.test | MailIsAddressed: Mail=on needs MailIdentity,
            Mail=on MailFrom=b@a.test MailIdentity=a.test | MailIsAddressed: Mail=on needs MailAddressBookUri,
            PageDomain=a.test | PageDomainIsCertified: PageDomain needs PageCertificateArn,
            ConsoleDomain=a.test | ConsoleDomainIsCertified: ConsoleDomain needs ConsoleCertificateArn,
            """)
    void areRefusedWithoutTheOthers(String parameters, String why) {
        assertThatThrownBy(() -> Deployed.deployment(read(parameters))).hasMessageStartingWith(why);
    }

    @ParameterizedTest
    @CsvSource({
        "Mail=on MailFrom=b@a.test MailIdentity=a.test MailAddressBookUri=https://a.test",
        "PageDomain=a.test PageCertificateArn=arn:aws:acm:us-east-1:1:certificate/page",
        "ConsoleDomain=a.test ConsoleCertificateArn=arn:aws:acm:us-east-1:1:certificate/console",
        "Mail=off MailFrom=b@a.test"
    })
    void areTakenTogether(String parameters) {
        assertThatCode(() -> Deployed.deployment(read(parameters))).doesNotThrowAnyException();
    }

    private static Map<String, String> read(String parameters) {
        return Stream.of(parameters.split(" "))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
    }
}
