# What each target does: `make help`.
.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*##/ —/'

.PHONY: wire
wire: ## regenerate Sources/WireFormat from protocol/ (needs protoc and protoc-gen-swift)
	protoc -I protocol --swift_out=Sources/WireFormat \
	  --swift_opt=Visibility=Public --swift_opt=FileNaming=DropPath protocol/gebuur/v1/*.proto
