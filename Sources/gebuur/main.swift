import ResidentClient

await Gebuur.main()
