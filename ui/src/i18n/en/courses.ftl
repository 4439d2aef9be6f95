# Courses and products.
courses-count =
    { $n ->
        [one] 1 course
       *[other] { $n } courses
    }
courses-add = Add course
courses-in = Part of
courses-enrolled = Enrolled
courses-active = Active
courses-empty = No courses yet
courses-empty-text = Courses come with an imported list, or you add them here. A member gets access to a course, or to a product that holds several.
products-count =
    { $n ->
        [one] 1 product
       *[other] { $n } products
    }
products-add = Add product
products-holders = Holders
products-courses = Courses it holds
products-pick-courses = Add courses
products-courses-hint = Everybody who has this product gets a course you add, and loses one you remove, unless they have it for another reason.
products-empty = No products yet
products-empty-text = A product is what you sell: one course, a bundle of several, or a subscription.
product-kind-product-hint = Sold once.
product-kind-bundle-hint = Several courses sold together.
product-kind-subscription-hint = Access as long as it is paid.
show-archived = Show archived
show-members-of = Show the members of { $title }
archive = Archive { $title }
unarchive = Bring back { $title }
edit = Edit { $title }
archive-title = Archive { $title }?
archive-keep =
    { $n ->
        [one] 1 member has it and keeps it. Nobody loses access.
       *[other] { $n } members have it and keep it. Nobody loses access.
    }
archive-text = It is no longer offered where access is given, and leaves this list until you show archived ones.
archive-do = Archive
cohorts = Cohorts
cohorts-of = Cohorts of { $title }
cohorts-none = No cohorts yet. A cohort is a run of the course, with a start of its own if you like.
cohort-new = New cohort
cohort-add = Add cohort
cohort-undated = No start
cohort-starts-of = { $title }: starts
