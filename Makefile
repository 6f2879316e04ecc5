# Sundown's commands; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run dev demo rehearse adopt-demo seed emulators cloud cloud-stop deploy-local check preflight one test verify test-instruments test-large test-trino test-cloud test-page page coverage simulate fuzz mutate bench-archive bench-scale bench-transfer native native-test format clean

TOOLS := scripts/with-tools
REPORTS := target/surefire-reports target/failsafe-reports target/failed-first.txt
MAVEN := $(TOOLS) mvn
STAGES := | scripts/stages
CLASSPATH_FILE := target/local.classpath
SOURCES := pom.xml $(wildcard template.yaml) $(shell find src infra -type f -not -path 'src/*/webui/*' 2>/dev/null)
PAGE := target/webui/index.html
PAGE_PACKAGES := src/main/webui/node_modules/.package-lock.json
PAGE_SOURCES := docs/openapi.yaml docs/operators-openapi.yaml $(shell find src/main/webui -type f -not -path '*/node_modules/*' -not -path '*/generated/*' 2>/dev/null)
NPM := $(TOOLS) npm --prefix src/main/webui
# All logs go to one log manager. The last two options allow what libraries still use and JDK 25 warns of.
JAVA_OPTIONS := -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
JAVA = $(TOOLS) java $(JAVA_OPTIONS) -cp "target/test-classes:target/classes:$$(cat $(CLASSPATH_FILE))"

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(CLASSPATH_FILE) $(PAGE) ## one machine's cloud, left running (GALLERY=folder, PORT=, GOOGLE=real, RUNTIME=native, DEBUG_FUNCTION=name, CLOUD=address, STACK=name)
	@echo "Starting the local cloud"
	@$(JAVA) sundown.local.demo.Run

dev: $(CLASSPATH_FILE) $(PAGE) ## the same with changes of src/main/java live within seconds, and the cloud's data kept (GALLERY=, PORT=, GOOGLE=)
	@echo "Starting the local cloud with live changes"
	@$(JAVA) -XX:TieredStopAtLevel=1 sundown.local.demo.Run reload

demo: $(CLASSPATH_FILE) ## the whole life of a group, from transfer to certificate (GALLERY=folder, VOLUME_GIGABYTES=1, TROUBLE=1, KEEP=1, RUNTIME=native, CLOUD=address)
	@echo "Taking a group through its whole life"
	@$(if $(CI),FOR_MEDIA=1) $(JAVA) sundown.local.demo.Demo

rehearse: $(CLASSPATH_FILE) ## a sample of an import through the life of each group, with surprises and a forecast (IMPORT=folder, USERS=40, ITEMS=50, SHARES=, SEED=, GALLERY=folder of objects)
	@echo "Rehearsing with a sample of $${IMPORT:-an import}"
	@$(JAVA) sundown.local.rehearsal.Rehearsal

adopt-demo: $(CLASSPATH_FILE) ## a made-up photo cloud imported whole, killed half way, and with a delta, and a sample of it rehearsed (SIZE=20000 for a quick try, USERS=)
	@echo "Adopting a made-up photo cloud; this takes some ten minutes and 1.5 GB of disk"
	@$(JAVA) sundown.local.adopt.AdoptDemo

seed: $(CLASSPATH_FILE) ## fill a cloud that already runs: the template's resources, secrets, a member with a gallery (CLOUD=address, STACK=, GALLERY=)
	@echo "Filling a cloud"
	@$(JAVA) sundown.local.demo.cloud.Seed

emulators: $(CLASSPATH_FILE) ## the emulators of AWS alone, behind one port, left running (PORT=4566)
	@$(JAVA) sundown.local.demo.cloud.EmulatorsServer

cloud: ## a cloud in a container of Docker at port 4566 (EMULATOR=localstack, with LOCALSTACK_AUTH_TOKEN; usually floci)
	@scripts/cloud start

cloud-stop: ## stop that cloud; it keeps nothing
	@scripts/cloud stop

deploy-local: ## deploy template.yaml to a cloud, through its CloudFormation where there are the CLIs of AWS and SAM, and fill it (CLOUD=address, STACK=, DEPLOYER=reader or sam)
	@scripts/cloud deploy

preflight: ## tell whether a deployment is ready for its openings, and what to do (STACK=name, or PORT= of make run)
	@scripts/preflight

check: ## check the format, compile, and run the tests that take milliseconds; after each change
	@echo "Checking"
	@rm -rf $(REPORTS)
	@result=0; scripts/run-check || result=$$?; scripts/test-summary || result=1; exit $$result

test: ## build and run all tests, and count them
	@echo "Building and testing; this takes some minutes"
	@rm -rf $(REPORTS)
	@result=0; scripts/run-tests || result=$$?; scripts/test-summary || result=1; exit $$result

one: $(CLASSPATH_FILE) ## run one test class or method alone (TEST=sundown.refund.RefundRulesTest#waitsForItsDate, RUNTIME=native)
	@rm -rf $(REPORTS)
	@result=0; scripts/one-test $$TEST || result=$$?; scripts/test-summary || result=1; exit $$result

verify: ## run all that .ci/run leaves out, stage by stage; what this tree passed is not repeated (STAGE=test, instruments, native, page, simulation, fuzz or demo)
	@scripts/run-checks all $(STAGE)

test-instruments: $(CLASSPATH_FILE) ## test that the simulation finds planted bugs, that a group's costs do not grow with its users, and imports and plans of a hundred thousand items, and that other programs read what is written into photos and films
	@echo "Testing the simulation, costs, and large imports; this takes a minute or two"
	@rm -rf $(REPORTS)
	@result=0; FOR_MEDIA=1 $(MAVEN) -Plocal surefire:test@default-test -Dunit-test.compiler= -Dgroups=instruments -DexcludedTests= $(STAGES) || result=$$?; scripts/test-summary || result=1; exit $$result

test-large: $(PAGE) ## run the tests that take long, of gigabytes and of tens of thousands of entries
	@echo "Building and testing with gigabytes; this takes some fifteen minutes and 9 GB of disk"
	@rm -rf $(REPORTS)
	@result=0; $(MAVEN) -Plocal verify -Dunit-test.compiler= -Dgroups=large -DexcludedTests= $(STAGES) || result=$$?; scripts/test-summary || result=1; exit $$result
	@echo "Saving 4 GB in a browser; target/saving.json has the figures"
	@FOR_PAGE=1 $(NPM) run --silent test:large

test-trino: $(CLASSPATH_FILE) ## import the same files with DuckDB and with Trino, the engine of Athena, and compare (fetches 400 MB of libraries once)
	@echo "Importing with DuckDB and with Trino; this takes some two minutes"
	@rm -rf $(REPORTS) target/trino
	@mkdir -p target/trino
	@$(TOOLS) jar --create --file target/trino/classes.jar -C target/classes . -C target/cli-classes . -C target/test-classes sundown/local
	@result=0; $(MAVEN) -q -f src/trino/pom.xml test || result=$$?; scripts/test-summary || result=1; exit $$result

test-cloud: ## run the tests of adapters on a cloud that runs (CLOUD=address, GAPS=floci), or without an address on LocalStack in Docker
	@scripts/cloud address >/dev/null
	@rm -rf $(REPORTS)
	@address=$$(scripts/cloud address); gaps=$${GAPS:-}; profiles=local,any-cloud; result=0; \
	if [[ -z $$address ]]; then profiles+=,container; gaps=$${GAPS:-localstack}; fi; \
	echo "Testing the adapters on $${address:-LocalStack in Docker}"; \
	$(MAVEN) -P$$profiles test -Dsundown.cloud="$$address" -Dsundown.gaps="$$gaps" $(STAGES) || result=$$?; scripts/test-summary || result=1; exit $$result

page: $(PAGE) ## build the users' page into target/webui and the console into target/console

test-page: $(PAGE) ## test the page and the console in a browser: messages, each state once, and journeys; target/page has report.json (FILE=states.test, TEST=name, THOROUGH=1 for all widths, languages, and colours, with pictures)
	@echo "Testing the page; this takes some minutes"
	@rm -rf target/page target/page-reports target/failed-first.txt
	@export REPORTS=page-reports; result=0; scripts/run-page-tests || result=$$?; scripts/test-summary || result=1; exit $$result

coverage: ## run the tests of one process and report which code they reach
	@echo "Testing with coverage; this takes some minutes"
	@rm -rf $(REPORTS)
	@result=0; $(MAVEN) -Pcoverage test jacoco:report $(STAGES) || result=$$?; scripts/test-summary || result=1; exit $$result
	@echo "The report is target/site/jacoco/index.html"

simulate: $(CLASSPATH_FILE) ## simulate whole groups, from the opening to the certificate, with crashes everywhere (SEEDS=how many, FIRST=seed or today, SEED=the one to replay)
	@echo "Simulating whole groups, from their opening to their certificate"
	@$(JAVA) sundown.simulation.Simulate

fuzz: $(CLASSPATH_FILE) ## send requests and operators' calls, valid and broken, and hold each answer against docs/openapi.yaml (SEED=, REQUESTS=)
	@echo "Sending requests; this takes a minute or two"
	@rm -rf $(REPORTS)
	@result=0; $(MAVEN) -Plocal surefire:test@functions -Dtest=FuzzTest -DexcludedTests= $(if $(SEED),-Dfuzz.seed=$(SEED)) $(if $(REQUESTS),-Dfuzz.requests=$(REQUESTS)) $(STAGES) || result=$$?; \
	cat target/fuzz.txt; scripts/test-summary || result=1; exit $$result

mutate: ## change the rules one place at a time, and list the changes that no test notices (CLASSES=sundown.refund.*Rules)
	@echo "Mutating the rules; this takes some minutes for a room, and an hour for all"
	@$(MAVEN) -q -Plocal,mutate -Dspotless.check.skip test-compile org.pitest:pitest-maven:mutationCoverage $(if $(CLASSES),-Dmutate.classes='$(CLASSES)')
	@awk -F, '$$6 != "KILLED" {print $$6, $$2 "." $$4 ":" $$5, $$3}' target/pit-reports/mutations.csv | sed 's/org.pitest.mutationtest.engine.gregor.mutators.//'
	@echo "The report is target/pit-reports/index.html"

bench-archive: $(CLASSPATH_FILE) ## hold the ZIP renderer against other writers (SIZE=200M for a quick try, ROUNDS=, GRAALVM_HOME)
	@echo "Comparing writers of archives; this takes some ten minutes"
	@$(JAVA) sundown.local.bench.BenchArchive

bench-scale: $(CLASSPATH_FILE) ## take groups of 10,000, 100,000 and 1,000,000 users to their certificate in virtual time, and count (USERS="10000 20000" for a quick try)
	@echo "Taking groups of several sizes to their certificate; this takes some ten minutes and 13 GB of memory"
	@$(JAVA) -Xmx13g sundown.bench.scale.BenchScale

bench-transfer: $(CLASSPATH_FILE) ## hold a transfer against the limit of serial creation, at a Google as slow as the real one (PHOTOS=500 for a quick try, RUNTIME=native)
	@echo "Transferring a gallery; this takes some five minutes"
	@$(JAVA) sundown.local.bench.BenchTransfer

native: $(CLASSPATH_FILE) ## build target/function.zip with the native executable (GRAALVM_HOME, or Docker)
	@echo "Building the native executable; this takes some minutes"
	@scripts/native-build

native-test: $(CLASSPATH_FILE) ## time the native executable beside the JVM, and test it (THOROUGH=1 for all function tests, RUNTIME=jvm to try the JVM alone)
	@echo "Starting the functions as Lambda does"
	@$(JAVA) sundown.functions.NativeCheck
	@echo "Testing the functions; this takes some minutes"
	@rm -rf $(REPORTS)
	@result=0; RUNTIME=$${RUNTIME:-native} scripts/run-function-tests || result=$$?; RUNTIME=$${RUNTIME:-native} scripts/test-summary || result=1; exit $$result

format: ## format the Java sources
	@$(MAVEN) spotless:apply $(STAGES)

clean: ## remove what was built
	@$(MAVEN) -q clean

$(CLASSPATH_FILE): $(SOURCES)
	@echo "Building"
	@$(MAVEN) -DskipTests -Dspotless.check.skip -Plocal package $(STAGES)
	@touch $@

$(PAGE_PACKAGES): src/main/webui/package-lock.json
	@echo "Getting the page's packages"
	@$(NPM) ci --loglevel error --no-audit --no-fund >/dev/null
	@ln -sfn ../../main/webui/node_modules src/test/webui/node_modules
	@touch $@

$(PAGE): $(PAGE_PACKAGES) $(PAGE_SOURCES)
	@echo "Building the page"
	@$(NPM) run --silent build >/dev/null
	@touch $@

export CLOUD DEBUG_FUNCTION EMULATOR FILE FIRST GALLERY GALLERY_LAYOUT GAPS GOOGLE GOOGLE_CLIENT_ID GOOGLE_CLIENT_SECRET IMPORT ITEMS KEEP OBJECTS PORT ROUNDS RUNTIME SEED SEEDS SHARES SIZE STACK TEST THOROUGH TROUBLE USERS VOLUME_GIGABYTES
