# What exactly to show.

evidence-unboxing_video = The unboxing video, if you have one: one take without a cut, first the sealed parcel and its label, then the opening and the item. If not, leave it out; film valuable parcels next time.
evidence-fault_video = A short video that shows the item not working.
evidence-clear_photos = Clear photos in good light on a plain background: the problem close up, the whole item, and the packaging with its label. Not blurred, dark or cropped.
evidence-label_photo = A photo of the item beside the shipping label of the parcel.
evidence-size_photo = Photos of the item with a tape measure on it, beside the seller’s own size chart.
evidence-listing_screenshots = Screenshots of the listing (title, photos, details) beside a photo of what came, with the differences marked. You can hold the item in front of the listing on a screen.
evidence-sellers_promise = Screenshots of the seller’s return promise, on the store page or in the listing.
evidence-carriers_paper = The carrier’s official paper about the delivery. If the parcel went to another address, this is the proof that is needed.
evidence-tracking_status = Screenshots of the carrier’s page with the parcel number and its status, such as stuck, returned, or without a scan at delivery.
