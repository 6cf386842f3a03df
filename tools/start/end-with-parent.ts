// Loaded before a child's own code: it ends when whoever started it is gone, kill -9 included.
process.on('disconnect', () => process.exit(1))
process.channel?.unref()
